package org.zkmnist.model;

import org.zkmnist.dataset.LabelledImages;

/** The network written out as plain loops in double precision, to hold other implementations against. */
public final class ScalarLeNet {
    private ScalarLeNet() {}

    /**
     * @param parameters {@link Parameters#COUNT} values in the order of {@link ParameterTensor}
     * @param pixels 784 values
     * @return ten logits
     */
    public static double[] logits(double[] parameters, double[] pixels) {
        double[] x = convolution(parameters, ParameterTensor.CONV1_WEIGHT, ParameterTensor.CONV1_BIAS, pixels, 28);
        x = averagePooling(sigmoid(x), 6, 24);
        x = convolution(parameters, ParameterTensor.CONV2_WEIGHT, ParameterTensor.CONV2_BIAS, x, 12);
        x = averagePooling(sigmoid(x), 16, 8);
        x = sigmoid(dense(parameters, ParameterTensor.DENSE1_WEIGHT, ParameterTensor.DENSE1_BIAS, x));
        x = sigmoid(dense(parameters, ParameterTensor.DENSE2_WEIGHT, ParameterTensor.DENSE2_BIAS, x));
        return dense(parameters, ParameterTensor.DENSE3_WEIGHT, ParameterTensor.DENSE3_BIAS, x);
    }

    /** Sum of the cross-entropies of neighbouring images with rounded pixels. */
    public static double loss(double[] parameters, LabelledImages images, int firstImage, int count) {
        double sum = 0;
        for (int image = firstImage; image < firstImage + count; image++) {
            double[] logits = logits(parameters, rounded(images, image));
            double normaliser = 0;
            for (double logit : logits) {
                normaliser += Math.exp(logit);
            }
            sum += Math.log(normaliser) - logits[images.label(image)];
        }
        return sum;
    }

    /** One image's pixels, rounded to 0 or 1. */
    public static double[] rounded(LabelledImages images, int image) {
        double[] pixels = new double[LabelledImages.PIXELS];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = images.rounded(image, pixel) ? 1 : 0;
        }
        return pixels;
    }

    /** All values as doubles. */
    public static double[] asDoubles(Parameters parameters) {
        float[] values = parameters.toArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static double[] convolution(
            double[] parameters, ParameterTensor weight, ParameterTensor bias, double[] x, int side) {
        int outputs = weight.shape().get(0);
        int inputs = weight.shape().get(1);
        int outSide = side - 4;
        double[] y = new double[outputs * outSide * outSide];
        for (int out = 0; out < outputs; out++) {
            for (int row = 0; row < outSide; row++) {
                for (int column = 0; column < outSide; column++) {
                    double sum = parameters[bias.offset() + out];
                    for (int in = 0; in < inputs; in++) {
                        for (int k = 0; k < 25; k++) {
                            sum += parameters[weight.offset() + (out * inputs + in) * 25 + k]
                                    * x[(in * side + row + k / 5) * side + column + k % 5];
                        }
                    }
                    y[(out * outSide + row) * outSide + column] = sum;
                }
            }
        }
        return y;
    }

    private static double[] averagePooling(double[] x, int channels, int side) {
        int half = side / 2;
        double[] y = new double[channels * half * half];
        for (int i = 0; i < y.length; i++) {
            int topLeft = (i / half * 2) * side + i % half * 2;
            y[i] = (x[topLeft] + x[topLeft + 1] + x[topLeft + side] + x[topLeft + side + 1]) / 4;
        }
        return y;
    }

    private static double[] dense(double[] parameters, ParameterTensor weight, ParameterTensor bias, double[] x) {
        double[] y = new double[bias.size()];
        for (int out = 0; out < y.length; out++) {
            y[out] = parameters[bias.offset() + out];
            for (int in = 0; in < x.length; in++) {
                y[out] += parameters[weight.offset() + out * x.length + in] * x[in];
            }
        }
        return y;
    }

    private static double[] sigmoid(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 1 / (1 + Math.exp(-x[i]));
        }
        return y;
    }
}

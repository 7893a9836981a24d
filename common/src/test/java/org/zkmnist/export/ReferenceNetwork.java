package org.zkmnist.export;

import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;

/** The network's forward pass in plain loops and double precision, written to be read. */
final class ReferenceNetwork {
    private final Parameters parameters;

    ReferenceNetwork(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @param pixels 784 values row by row; gives ten logits */
    double[] logits(float[] pixels) {
        double[][][] image = new double[1][28][28];
        for (int i = 0; i < pixels.length; i++) {
            image[0][i / 28][i % 28] = pixels[i];
        }
        double[][][] maps = pool(sigmoid(convolve(image, 6, ParameterTensor.CONV1_WEIGHT, ParameterTensor.CONV1_BIAS)));
        maps = pool(sigmoid(convolve(maps, 16, ParameterTensor.CONV2_WEIGHT, ParameterTensor.CONV2_BIAS)));
        double[] values = dense(flatten(maps), ParameterTensor.DENSE1_WEIGHT, ParameterTensor.DENSE1_BIAS);
        values = dense(sigmoid(values), ParameterTensor.DENSE2_WEIGHT, ParameterTensor.DENSE2_BIAS);
        return dense(sigmoid(values), ParameterTensor.DENSE3_WEIGHT, ParameterTensor.DENSE3_BIAS);
    }

    private double[][][] convolve(double[][][] in, int outputs, ParameterTensor weights, ParameterTensor biases) {
        float[] weight = parameters.tensor(weights);
        float[] bias = parameters.tensor(biases);
        int side = in[0].length - 4;
        double[][][] out = new double[outputs][side][side];
        for (int o = 0; o < outputs; o++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double sum = bias[o];
                    for (int i = 0; i < in.length; i++) {
                        for (int k = 0; k < 25; k++) {
                            sum += in[i][y + k / 5][x + k % 5] * weight[(o * in.length + i) * 25 + k];
                        }
                    }
                    out[o][y][x] = sum;
                }
            }
        }
        return out;
    }

    private static double[][][] pool(double[][][] in) {
        int side = in[0].length / 2;
        double[][][] out = new double[in.length][side][side];
        for (int c = 0; c < in.length; c++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    out[c][y][x] = (in[c][2 * y][2 * x]
                                    + in[c][2 * y][2 * x + 1]
                                    + in[c][2 * y + 1][2 * x]
                                    + in[c][2 * y + 1][2 * x + 1])
                            / 4;
                }
            }
        }
        return out;
    }

    private double[] dense(double[] in, ParameterTensor weights, ParameterTensor biases) {
        float[] weight = parameters.tensor(weights);
        float[] bias = parameters.tensor(biases);
        double[] out = new double[bias.length];
        for (int o = 0; o < out.length; o++) {
            out[o] = bias[o];
            for (int i = 0; i < in.length; i++) {
                out[o] += in[i] * weight[o * in.length + i];
            }
        }
        return out;
    }

    private static double[] flatten(double[][][] maps) {
        double[] flat = new double[maps.length * maps[0].length * maps[0].length];
        int next = 0;
        for (double[][] map : maps) {
            for (double[] row : map) {
                for (double value : row) {
                    flat[next++] = value;
                }
            }
        }
        return flat;
    }

    private static double[][][] sigmoid(double[][][] maps) {
        for (double[][] map : maps) {
            for (double[] row : map) {
                sigmoid(row);
            }
        }
        return maps;
    }

    private static double[] sigmoid(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 / (1 + Math.exp(-values[i]));
        }
        return values;
    }
}

package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.Shape.POOL2_SIDE;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;
import org.zkmnist.training.Classification;

/**
 * Classifies one image at a time, as a person draws it: for this {@link ForwardPass} would compute 31 images too many.
 *
 * <p>Each convolution is one matrix product of its weights with all windows of its input. Logits agree with
 * {@link FusedEvaluator}'s to 1e-5; the order of additions is another. Any number of threads may use it at once.
 */
public final class ImageClassifier {
    private static final int CONV1_WINDOW = KERNEL * KERNEL;
    private static final int CONV2_WINDOW = CONV1_CHANNELS * KERNEL * KERNEL;

    private final float[][] conv1Weights;
    private final float[] conv1Bias;
    private final float[][] conv2Weights;
    private final float[] conv2Bias;
    private final float[][] dense1ByInput;
    private final float[] dense1Bias;
    private final float[][] dense2ByInput;
    private final float[] dense2Bias;
    private final float[][] dense3ByInput;
    private final float[] dense3Bias;

    /** Kept from image to image: as many as can compute at the same time. */
    private final BlockingQueue<Layers> spareLayers =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    public ImageClassifier(Parameters parameters) {
        conv1Weights = outputRows(parameters, ParameterTensor.CONV1_WEIGHT, CONV1_CHANNELS, CONV1_WINDOW);
        conv1Bias = parameters.tensor(ParameterTensor.CONV1_BIAS);
        conv2Weights = outputRows(parameters, ParameterTensor.CONV2_WEIGHT, CONV2_CHANNELS, CONV2_WINDOW);
        conv2Bias = parameters.tensor(ParameterTensor.CONV2_BIAS);
        dense1ByInput = inputRows(parameters, ParameterTensor.DENSE1_WEIGHT, DENSE1, FLAT);
        dense1Bias = parameters.tensor(ParameterTensor.DENSE1_BIAS);
        dense2ByInput = inputRows(parameters, ParameterTensor.DENSE2_WEIGHT, DENSE2, DENSE1);
        dense2Bias = parameters.tensor(ParameterTensor.DENSE2_BIAS);
        dense3ByInput = inputRows(parameters, ParameterTensor.DENSE3_WEIGHT, CLASSES, DENSE2);
        dense3Bias = parameters.tensor(ParameterTensor.DENSE3_BIAS);
    }

    /**
     * @param pixels 784 finite grey values row by row, 0 (background) to 1 (ink)
     * @throws IllegalArgumentException if there are not 784
     */
    public Classification classify(float[] pixels) {
        if (pixels.length != LabelledImages.PIXELS) {
            throw new IllegalArgumentException("expected " + LabelledImages.PIXELS + " pixels, found " + pixels.length);
        }
        Layers spare = spareLayers.poll();
        Layers layers = spare == null ? new Layers() : spare;
        Classification classification = Classification.of(logits(pixels, layers));
        spareLayers.offer(layers);
        return classification;
    }

    private float[] logits(float[] pixels, Layers layers) {
        collectWindows(pixels, 0, IMAGE_SIDE, CONV1_SIDE, layers.conv1Windows, 0);
        convolve(conv1Weights, conv1Bias, layers.conv1Windows, layers.conv1);
        for (int c = 0; c < CONV1_CHANNELS; c++) {
            average(layers.conv1[c], POOL1_SIDE, layers.pool1, c * POOL1_SIDE * POOL1_SIDE);
        }
        for (int c = 0; c < CONV1_CHANNELS; c++) {
            int map = c * POOL1_SIDE * POOL1_SIDE;
            collectWindows(layers.pool1, map, POOL1_SIDE, CONV2_SIDE, layers.conv2Windows, c * KERNEL * KERNEL);
        }
        convolve(conv2Weights, conv2Bias, layers.conv2Windows, layers.conv2);
        for (int c = 0; c < CONV2_CHANNELS; c++) {
            average(layers.conv2[c], POOL2_SIDE, layers.flat, c * POOL2_SIDE * POOL2_SIDE);
        }
        float[] dense1 = dense(layers.flat, dense1ByInput, dense1Bias);
        Sigmoid.apply(dense1, DENSE1);
        float[] dense2 = dense(dense1, dense2ByInput, dense2Bias);
        Sigmoid.apply(dense2, DENSE2);
        return dense(dense2, dense3ByInput, dense3Bias);
    }

    /**
     * Row {@code first + ky * KERNEL + kx} of {@code windows} gets what each position's window has at (ky, kx).
     *
     * @param at where the square map of {@code inSide} begins within {@code in}
     * @param outSide positions of the window along each side
     */
    private static void collectWindows(float[] in, int at, int inSide, int outSide, float[][] windows, int first) {
        for (int ky = 0; ky < KERNEL; ky++) {
            for (int kx = 0; kx < KERNEL; kx++) {
                float[] row = windows[first + ky * KERNEL + kx];
                for (int y = 0; y < outSide; y++) {
                    System.arraycopy(in, at + (y + ky) * inSide + kx, row, y * outSide, outSide);
                }
            }
        }
    }

    private static void convolve(float[][] weights, float[] bias, float[][] windows, float[][] out) {
        int positions = out[0].length;
        for (int channel = 0; channel < out.length; channel++) {
            Arrays.fill(out[channel], bias[channel]);
        }
        MatrixProduct.add(out, weights, windows, positions);
        for (float[] map : out) {
            Sigmoid.apply(map, positions);
        }
    }

    /** Averages of 2 × 2; {@code outSide} is half of the side of the square map {@code in}. */
    private static void average(float[] in, int outSide, float[] out, int at) {
        int inSide = 2 * outSide;
        for (int y = 0; y < outSide; y++) {
            int upper = 2 * y * inSide;
            int lower = upper + inSide;
            for (int x = 0; x < outSide; x++) {
                float left = in[upper + 2 * x] + in[lower + 2 * x];
                float right = in[upper + 2 * x + 1] + in[lower + 2 * x + 1];
                out[at + y * outSide + x] = (left + right) * 0.25f;
            }
        }
    }

    private static float[] dense(float[] in, float[][] weightsByInput, float[] bias) {
        float[] out = bias.clone();
        for (int i = 0; i < in.length; i += 4) {
            addFourRows(
                    out, in, i, weightsByInput[i], weightsByInput[i + 1], weightsByInput[i + 2], weightsByInput[i + 3]);
        }
        return out;
    }

    private static void addFourRows(float[] out, float[] in, int at, float[] w0, float[] w1, float[] w2, float[] w3) {
        float x0 = in[at], x1 = in[at + 1], x2 = in[at + 2], x3 = in[at + 3];
        for (int j = 0; j < out.length; j++) {
            float sum = out[j];
            sum = sum + x0 * w0[j];
            sum = sum + x1 * w1[j];
            sum = sum + x2 * w2[j];
            sum = sum + x3 * w3[j];
            out[j] = sum;
        }
    }

    /** {@code [output][input]}, filled up with zeros to the multiple of four inputs that the matrix product takes. */
    private static float[][] outputRows(Parameters parameters, ParameterTensor tensor, int outputs, int inputs) {
        float[] weights = parameters.tensor(tensor);
        float[][] rows = Shape.rows(outputs, multipleOfFour(inputs));
        for (int output = 0; output < outputs; output++) {
            System.arraycopy(weights, output * inputs, rows[output], 0, inputs);
        }
        return rows;
    }

    /** {@code [input][output]}. */
    private static float[][] inputRows(Parameters parameters, ParameterTensor tensor, int outputs, int inputs) {
        float[][] rows = Shape.rows(inputs, outputs);
        DerivedWeights.transpose(outputRows(parameters, tensor, outputs, inputs), rows);
        return rows;
    }

    private static int multipleOfFour(int count) {
        return (count + 3) / 4 * 4;
    }

    /** The values of one image on its way through the network, except for the small dense layers'. */
    private static final class Layers {
        final float[][] conv1Windows = Shape.rows(multipleOfFour(CONV1_WINDOW), CONV1_SIDE * CONV1_SIDE);
        final float[][] conv1 = Shape.rows(CONV1_CHANNELS, CONV1_SIDE * CONV1_SIDE);
        /** Channel after channel. */
        final float[] pool1 = new float[CONV1_CHANNELS * POOL1_SIDE * POOL1_SIDE];

        final float[][] conv2Windows = Shape.rows(multipleOfFour(CONV2_WINDOW), CONV2_SIDE * CONV2_SIDE);
        final float[][] conv2 = Shape.rows(CONV2_CHANNELS, CONV2_SIDE * CONV2_SIDE);
        final float[] flat = new float[FLAT];
    }
}

package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.HALF;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_PAIRS;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.Shape.POOL2_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import java.util.Arrays;

/**
 * The gradient of both convolutions for a chunk of images, from the loss gradient at the pooled second convolution.
 *
 * <p>A "delta" is the loss gradient at a layer's values before its sigmoid.
 */
final class ConvolutionBackward {
    /** Point p of the second convolution's output channel o at {@code p * CONV2_CHANNELS + o}. */
    private final float[][] transformedDelta = Shape.rows(POINTS * CONV2_CHANNELS, CONV2_SIDE * PAIR);

    private final Conv2WeightGradient conv2Weights = new Conv2WeightGradient();
    private final Conv2InputGradient conv2Inputs = new Conv2InputGradient();
    private final WindowTables conv1Weights = new WindowTables();

    private final float[] pooledRow = new float[POOL1_SIDE * PAIR];
    private final float[] spreadRow = new float[CONV1_SIDE * LANES];
    private final float[] conv2BiasSum = new float[CONV2_SIDE * PAIR];
    private final float[][] conv1BiasSums = Shape.rows(CONV1_CHANNELS, CONV1_SIDE * LANES);
    /** Deltas of two neighbouring rows of the first convolution, one row a channel. */
    private final float[][] upper = Shape.rows(CONV1_CHANNELS, CONV1_SIDE * LANES);

    private final float[][] lower = Shape.rows(CONV1_CHANNELS, CONV1_SIDE * LANES);

    /**
     * @param values which gave the features; the second convolution's are overwritten by their deltas, and its
     *     input's by their gradient
     * @param columns the same images as {@link ImageBits#gather} gives them
     * @param featureGradient loss gradient at the features, one row an image
     */
    void run(
            ConvolutionValues values,
            DerivedWeights weights,
            int[] columns,
            float[][] featureGradient,
            ConvolutionGradient gradient) {
        for (int channel = 0; channel < CONV2_CHANNELS; channel++) {
            float bias = secondDelta(channel, featureGradient, values.conv2);
            gradient.conv2[ConvolutionGradient.BIAS_BEHIND_POINTS + channel] = bias;
            WinogradTransform.outputGradient(
                    values.conv2, channel * HALF, transformedDelta, channel, CONV2_CHANNELS, CONV2_SIDE * PAIR);
        }
        conv2Weights.compute(values.transformed, transformedDelta, gradient.conv2);
        conv2Inputs.compute(transformedDelta, weights.conv2ByInput, values.pool1);
        firstConvolution(values.conv1, values.pool1, columns, gradient.conv1);
    }

    /** Turns the second convolution's values of one channel into its deltas, and answers their sum. */
    private float secondDelta(int channel, float[][] featureGradient, float[][] conv2) {
        int n = CONV2_SIDE * PAIR;
        Arrays.fill(conv2BiasSum, 0f);
        for (int y = 0; y < HALF / 2; y++) {
            int upper = (channel * POOL2_SIDE + y) * POOL2_SIDE;
            int lower = upper + HALF / 2 * POOL2_SIDE;
            for (int x = 0; x < POOL2_SIDE; x++) {
                for (int image = 0; image < LANES; image++) {
                    spreadRow[2 * x * PAIR + image] = featureGradient[image][upper + x];
                    spreadRow[2 * x * PAIR + LANES + image] = featureGradient[image][lower + x];
                }
                System.arraycopy(spreadRow, 2 * x * PAIR, spreadRow, (2 * x + 1) * PAIR, PAIR);
            }
            int row = channel * HALF + 2 * y;
            Pooling.toDeltas(spreadRow, conv2[row], conv2[row + 1], conv2[row], conv2[row + 1], conv2BiasSum, n);
        }
        return Kernels.sum(conv2BiasSum, n);
    }

    /** Two rows of all channels at a time, so that their deltas are used while they are in the cache. */
    private void firstConvolution(float[][] conv1, float[][] gradientPool1, int[] columns, float[] gradient) {
        int n = CONV1_SIDE * LANES;
        for (float[] sum : conv1BiasSums) {
            Arrays.fill(sum, 0f);
        }
        WindowTables.clear(gradient);
        for (int y = 0; y < POOL1_SIDE; y++) {
            for (int channel = 0; channel < CONV1_CHANNELS; channel++) {
                spreadGradient(gradientPool1, channel * POOL1_PAIRS, y);
                int row = channel * CONV1_SIDE + 2 * y;
                Pooling.toDeltas(
                        spreadRow,
                        conv1[row],
                        conv1[row + 1],
                        upper[channel],
                        lower[channel],
                        conv1BiasSums[channel],
                        n);
            }
            conv1Weights.add(columns, 2 * y, upper, gradient);
            conv1Weights.add(columns, 2 * y + 1, lower, gradient);
        }
        for (int channel = 0; channel < CONV1_CHANNELS; channel++) {
            gradient[ConvolutionGradient.BIAS_BEHIND_TABLES + channel] = Kernels.sum(conv1BiasSums[channel], n);
        }
    }

    private void spreadGradient(float[][] gradientPool1, int firstPair, int y) {
        if (y < HALF) {
            spread(gradientPool1[firstPair + y], 0);
        } else if (y < POOL1_PAIRS) {
            addHalves(gradientPool1[firstPair + y], gradientPool1[firstPair + y - HALF], pooledRow);
            spread(pooledRow, 0);
        } else {
            spread(gradientPool1[firstPair + y - HALF], LANES);
        }
    }

    /** The upper halves of {@code out} get the upper halves of {@code a} plus the lower halves of {@code b}. */
    private static void addHalves(float[] a, float[] b, float[] out) {
        for (int j = 0; j < POOL1_SIDE * PAIR - LANES; j++) {
            out[j] = a[j] + b[j + LANES];
        }
    }

    private void spread(float[] pairs, int half) {
        for (int x = 0; x < POOL1_SIDE; x++) {
            System.arraycopy(pairs, x * PAIR + half, spreadRow, 2 * x * LANES, LANES);
            System.arraycopy(pairs, x * PAIR + half, spreadRow, (2 * x + 1) * LANES, LANES);
        }
    }
}

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
    /** Pair row y of channel c is {@code gradientPool1[c * POOL1_PAIRS + y]}. */
    private final float[][] gradientPool1 = Shape.rows(CONV1_CHANNELS * POOL1_PAIRS, POOL1_SIDE * PAIR);

    private final Conv2WeightGradient conv2Weights = new Conv2WeightGradient();
    private final Conv2InputGradient conv2Inputs = new Conv2InputGradient();
    private final WindowTables conv1Weights = new WindowTables();

    private final float[] pooledRow = new float[POOL1_SIDE * PAIR];
    private final float[] spreadRow = new float[CONV1_SIDE * LANES];
    private final float[] biasSum = new float[CONV1_SIDE * LANES];

    /**
     * @param forward the pass that gave the features; the convolutions' values are overwritten by their deltas
     * @param columns the same images as {@link ImageBits#gather} gives them
     * @param featureGradient loss gradient at the features, arranged as they are
     * @param at where in those rows the chunk's first image is
     */
    void run(
            ConvolutionForward forward,
            DerivedWeights weights,
            int[] columns,
            float[][] featureGradient,
            int at,
            ConvolutionGradient gradient) {
        for (int channel = 0; channel < CONV2_CHANNELS; channel++) {
            float bias = secondDelta(channel, featureGradient, at, forward.conv2);
            gradient.conv2[ConvolutionGradient.BIAS_BEHIND_POINTS + channel] = bias;
            WinogradTransform.outputGradient(
                    forward.conv2, channel * HALF, transformedDelta, channel, CONV2_CHANNELS, CONV2_SIDE * PAIR);
        }
        conv2Weights.compute(forward.transformed, transformedDelta, gradient.conv2);
        conv2Inputs.compute(transformedDelta, weights.conv2ByInput, gradientPool1);
        for (int channel = 0; channel < CONV1_CHANNELS; channel++) {
            gradient.conv1[ConvolutionGradient.BIAS_BEHIND_TABLES + channel] = firstDelta(channel, forward.conv1);
        }
        conv1Weights.fill(columns, forward.conv1, gradient.conv1);
    }

    /** Turns the second convolution's values of one channel into its deltas, and answers their sum. */
    private float secondDelta(int channel, float[][] featureGradient, int at, float[][] conv2) {
        int n = CONV2_SIDE * PAIR;
        Arrays.fill(biasSum, 0, n, 0f);
        for (int y = 0; y < HALF / 2; y++) {
            int upper = (channel * POOL2_SIDE + y) * POOL2_SIDE;
            int lower = upper + HALF / 2 * POOL2_SIDE;
            for (int x = 0; x < POOL2_SIDE; x++) {
                System.arraycopy(featureGradient[upper + x], at, spreadRow, 2 * x * PAIR, LANES);
                System.arraycopy(featureGradient[lower + x], at, spreadRow, 2 * x * PAIR + LANES, LANES);
                System.arraycopy(spreadRow, 2 * x * PAIR, spreadRow, (2 * x + 1) * PAIR, PAIR);
            }
            int row = channel * HALF + 2 * y;
            Pooling.toDeltas(spreadRow, conv2[row], conv2[row + 1], biasSum, n);
        }
        return sum(biasSum, n);
    }

    /** The same for the first convolution. */
    private float firstDelta(int channel, float[][] conv1) {
        int n = CONV1_SIDE * LANES;
        int pairs = channel * POOL1_PAIRS;
        Arrays.fill(biasSum, 0, n, 0f);
        for (int y = 0; y < POOL1_SIDE; y++) {
            if (y < HALF) {
                spread(gradientPool1[pairs + y], 0);
            } else if (y < POOL1_PAIRS) {
                addHalves(gradientPool1[pairs + y], gradientPool1[pairs + y - HALF], pooledRow);
                spread(pooledRow, 0);
            } else {
                spread(gradientPool1[pairs + y - HALF], LANES);
            }
            int row = channel * CONV1_SIDE + 2 * y;
            Pooling.toDeltas(spreadRow, conv1[row], conv1[row + 1], biasSum, n);
        }
        return sum(biasSum, n);
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

    /** In a fixed order: first the columns of each image, then the images. */
    private static float sum(float[] values, int n) {
        for (int x = LANES; x < n; x += LANES) {
            for (int image = 0; image < LANES; image++) {
                values[image] += values[x + image];
            }
        }
        float sum = 0;
        for (int image = 0; image < LANES; image++) {
            sum += values[image];
        }
        return sum;
    }
}

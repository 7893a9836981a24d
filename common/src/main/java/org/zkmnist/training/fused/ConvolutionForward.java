package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.TAPS;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.HALF;
import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_PAIRS;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.Shape.POOL2_SIDE;

import java.util.Arrays;

/**
 * Both convolutions with their pooling, for one chunk of images after the other.
 *
 * <p>Fill {@link #pixels}, call {@link #run}. Rounded and un-rounded pixels go the same way.
 */
final class ConvolutionForward {
    /** Grey values 0 to 1: {@code pixels[y][x * LANES + image]}. */
    final float[][] pixels = Shape.rows(IMAGE_SIDE, IMAGE_SIDE * LANES);

    private final Conv2Forward secondConvolution = new Conv2Forward();
    private final boolean[] blank = new boolean[IMAGE_SIDE];
    private final float[] averages = new float[CONV1_SIDE * LANES];

    /**
     * @param values get what is needed on the way back
     * @param features gets what the dense layers read, one row an image, ordered channel, y, x
     */
    void run(DerivedWeights weights, ConvolutionValues values, float[][] features) {
        for (int y = 0; y < IMAGE_SIDE; y++) {
            blank[y] = isBlank(pixels[y]);
        }
        // Two rows at a time, so that each step finds them in the cache.
        for (int y = 0; y < POOL1_SIDE; y++) {
            for (int channel = 0; channel < CONV1_CHANNELS; channel += 2) {
                firstConvolution(channel, 2 * y, weights, values.conv1);
                firstConvolution(channel, 2 * y + 1, weights, values.conv1);
                firstPooling(channel, y, values.conv1, values.pool1);
                firstPooling(channel + 1, y, values.conv1, values.pool1);
            }
        }
        secondConvolution.transform(values.pool1, values.transformed);
        for (int channel = 0; channel < CONV2_CHANNELS; channel += 2) {
            secondConvolution.compute(channel, values.transformed, weights, values.conv2);
            for (int row = channel * HALF; row < (channel + 2) * HALF; row++) {
                Sigmoid.apply(values.conv2[row], weights.conv2Bound);
            }
            secondPooling(channel, values.conv2, features);
            secondPooling(channel + 1, values.conv2, features);
        }
    }

    private static boolean isBlank(float[] row) {
        for (float pixel : row) {
            if (pixel != 0f) {
                return false;
            }
        }
        return true;
    }

    /** One row of two channels. */
    private void firstConvolution(int channel, int y, DerivedWeights weights, float[][] conv1) {
        float[] w = weights.parameters;
        float[] sumC = conv1[channel * CONV1_SIDE + y];
        float[] sumD = conv1[(channel + 1) * CONV1_SIDE + y];
        Arrays.fill(sumC, w[CONV1_BIAS + channel]);
        Arrays.fill(sumD, w[CONV1_BIAS + channel + 1]);
        for (int ky = 0; ky < KERNEL; ky++) {
            // Most images have no ink near their edges.
            if (!blank[y + ky]) {
                int at = CONV1_WEIGHT + channel * TAPS + ky * KERNEL;
                Kernels.convolveRow(sumC, sumD, pixels[y + ky], CONV1_SIDE * LANES, w, at, at + TAPS);
            }
        }
        Sigmoid.apply(sumC, weights.conv1Bound);
        Sigmoid.apply(sumD, weights.conv1Bound);
    }

    private void firstPooling(int channel, int y, float[][] conv1, float[][] pool1) {
        int row = channel * CONV1_SIDE + 2 * y;
        Pooling.average(conv1[row], conv1[row + 1], averages, (CONV1_SIDE - 1) * LANES);
        if (y < POOL1_PAIRS) {
            copyColumns(averages, pool1[channel * POOL1_PAIRS + y], 0);
        }
        if (y >= HALF) {
            copyColumns(averages, pool1[channel * POOL1_PAIRS + y - HALF], LANES);
        }
    }

    private static void copyColumns(float[] averages, float[] pairs, int half) {
        for (int x = 0; x < POOL1_SIDE; x++) {
            System.arraycopy(averages, 2 * x * LANES, pairs, x * PAIR + half, LANES);
        }
    }

    private void secondPooling(int channel, float[][] conv2, float[][] features) {
        for (int y = 0; y < HALF / 2; y++) {
            int row = channel * HALF + 2 * y;
            Pooling.averagePairs(conv2[row], conv2[row + 1], averages, (CONV2_SIDE - 1) * PAIR);
            int upper = (channel * POOL2_SIDE + y) * POOL2_SIDE;
            int lower = upper + HALF / 2 * POOL2_SIDE;
            for (int x = 0; x < POOL2_SIDE; x++) {
                for (int image = 0; image < LANES; image++) {
                    features[image][upper + x] = averages[2 * x * PAIR + image];
                    features[image][lower + x] = averages[2 * x * PAIR + LANES + image];
                }
            }
        }
    }
}

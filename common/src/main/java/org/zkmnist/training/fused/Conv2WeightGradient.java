package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV2_OUTPUT;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.TAPS;
import static org.zkmnist.training.fused.Kernels.STRIP_ROW;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;

import java.util.Arrays;

/**
 * The second convolution's weight gradient: {@code g[o][c][ky][kx] = Σ delta[o][y][x] · in[c][y + ky][x + kx]} over all
 * positions and images.
 *
 * <p>Here the weights are the innermost index. For one image and one output column x, a strip holds all that the column's
 * outputs see: the twelve rows of the input, in each the five columns from x on, in each the six channels. The window of
 * output row y is then one run of floats that starts at row y.
 */
final class Conv2WeightGradient {
    private static final int HALF = CONV2_SIDE / 2;
    private static final int WINDOW = KERNEL * STRIP_ROW;
    private static final int WINDOW_ROW = KERNEL * CONV1_CHANNELS;
    private static final int IMAGE_ROW = POOL1_SIDE * CONV1_CHANNELS;

    private final float[][] sums = Shape.rows(CONV2_CHANNELS, WINDOW);
    /** One row an image: row y, column x, channel c at {@code (y * POOL1_SIDE + x) * CONV1_CHANNELS + c}. */
    private final float[][] imageMajor = Shape.rows(LANES, POOL1_SIDE * IMAGE_ROW);

    private final float[] strip = new float[POOL1_SIDE * STRIP_ROW];
    /** The strip from row 4 on: what the lower four output rows see. */
    private final float[] lowerStrip = new float[CONV2_SIDE * STRIP_ROW];
    /** One image's deltas: output channel o, column x, row y at {@code (o * CONV2_SIDE + x) * CONV2_SIDE + y}. */
    private final float[] imageDelta = new float[CONV2_CHANNELS * CONV2_SIDE * CONV2_SIDE];

    /**
     * @param in row y of input channel c is {@code in[c * POOL1_SIDE + y]}
     * @param delta row y of output channel o is {@code delta[o * CONV2_SIDE + y]}
     * @param gradient gets the gradient at its place among all parameters
     */
    void compute(float[][] in, float[][] delta, float[] gradient) {
        for (float[] sum : sums) {
            Arrays.fill(sum, 0f);
        }
        toImageMajor(in);
        for (int image = 0; image < LANES; image++) {
            pickDeltas(delta, image);
            for (int x = 0; x < CONV2_SIDE; x++) {
                pickStrip(imageMajor[image], x);
                addWindows(strip, x * CONV2_SIDE);
                System.arraycopy(strip, HALF * STRIP_ROW, lowerStrip, 0, lowerStrip.length);
                addWindows(lowerStrip, x * CONV2_SIDE + HALF);
            }
        }
        collect(gradient);
    }

    private void toImageMajor(float[][] in) {
        for (int y = 0; y < POOL1_SIDE; y++) {
            for (int c = 0; c < CONV1_CHANNELS; c++) {
                float[] row = in[c * POOL1_SIDE + y];
                for (int x = 0; x < POOL1_SIDE; x++) {
                    int to = (y * POOL1_SIDE + x) * CONV1_CHANNELS + c;
                    for (int image = 0; image < LANES; image++) {
                        imageMajor[image][to] = row[x * LANES + image];
                    }
                }
            }
        }
    }

    private void pickDeltas(float[][] delta, int image) {
        for (int o = 0; o < CONV2_CHANNELS; o++) {
            for (int y = 0; y < CONV2_SIDE; y++) {
                float[] row = delta[o * CONV2_SIDE + y];
                for (int x = 0; x < CONV2_SIDE; x++) {
                    imageDelta[(o * CONV2_SIDE + x) * CONV2_SIDE + y] = row[x * LANES + image];
                }
            }
        }
    }

    private void pickStrip(float[] image, int x) {
        for (int y = 0; y < POOL1_SIDE; y++) {
            System.arraycopy(image, y * IMAGE_ROW + x * CONV1_CHANNELS, strip, y * STRIP_ROW, WINDOW_ROW);
        }
    }

    private void addWindows(float[] strip, int at) {
        int nextOutput = CONV2_SIDE * CONV2_SIDE;
        for (int o = 0; o < CONV2_CHANNELS; o += 2, at += 2 * nextOutput) {
            Kernels.accumulateWindows(sums[o], sums[o + 1], strip, WINDOW, imageDelta, at, at + nextOutput);
        }
    }

    private void collect(float[] gradient) {
        for (int o = 0; o < CONV2_CHANNELS; o++) {
            for (int c = 0; c < CONV1_CHANNELS; c++) {
                for (int ky = 0; ky < KERNEL; ky++) {
                    for (int kx = 0; kx < KERNEL; kx++) {
                        gradient[CONV2_WEIGHT + o * CONV2_OUTPUT + c * TAPS + ky * KERNEL + kx] =
                                sums[o][ky * STRIP_ROW + kx * CONV1_CHANNELS + c];
                    }
                }
            }
        }
    }
}

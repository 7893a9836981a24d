package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV2_BIAS;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.OUTPUTS;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import java.util.Arrays;

/**
 * The second convolution, {@code out[o][y][x] = bias[o] + Σ w[o][c][ky][kx] · in[c][y + ky][x + kx]}: by Winograd's
 * filtering along y, directly along x.
 */
final class Conv2Forward {
    private static final int IN_WIDTH = POOL1_SIDE * LANES;
    private static final int OUT_WIDTH = CONV2_SIDE * LANES;

    /** One tile of the input: point p of channel c at {@code c * POINTS + p}. */
    private final float[][] transformed = Shape.rows(CONV1_CHANNELS * POINTS, IN_WIDTH);

    private final float[][] productsC = Shape.rows(POINTS, OUT_WIDTH);
    private final float[][] productsD = Shape.rows(POINTS, OUT_WIDTH);

    /**
     * @param in row y of input channel c is {@code in[c * POOL1_SIDE + y]}
     * @param out gets row y of output channel o at {@code out[o * CONV2_SIDE + y]}
     */
    void compute(float[][] in, DerivedWeights weights, float[][] out) {
        for (int row = 0; row < out.length; row++) {
            Arrays.fill(out[row], weights.parameters[CONV2_BIAS + row / CONV2_SIDE]);
        }
        for (int y = 0; y < CONV2_SIDE; y += OUTPUTS) {
            for (int c = 0; c < CONV1_CHANNELS; c++) {
                WinogradTransform.input(in, c * POOL1_SIDE + y, transformed, c * POINTS, IN_WIDTH);
            }
            for (int o = 0; o < CONV2_CHANNELS; o += 2) {
                multiply(weights.conv2ByOutput, o * DerivedWeights.CONV2_POINTS);
                WinogradTransform.output(productsC, out, o * CONV2_SIDE + y, OUT_WIDTH);
                WinogradTransform.output(productsD, out, (o + 1) * CONV2_SIDE + y, OUT_WIDTH);
            }
        }
    }

    private void multiply(float[] w, int at) {
        for (int p = 0; p < POINTS; p++) {
            Arrays.fill(productsC[p], 0f);
            Arrays.fill(productsD[p], 0f);
            for (int c = 0; c < CONV1_CHANNELS; c++) {
                int tap = at + (c * POINTS + p) * KERNEL;
                Kernels.convolveRow(
                        productsC[p],
                        productsD[p],
                        transformed[c * POINTS + p],
                        OUT_WIDTH,
                        w,
                        tap,
                        tap + DerivedWeights.CONV2_POINTS);
            }
        }
    }
}

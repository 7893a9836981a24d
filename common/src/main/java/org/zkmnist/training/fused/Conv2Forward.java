package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV2_BIAS;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.HALF;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_PAIRS;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import java.util.Arrays;

/**
 * The second convolution, {@code out[o][y][x] = bias[o] + Σ w[o][c][ky][kx] · in[c][y + ky][x + kx]}: by Winograd's
 * filtering along y, directly along x. The two tiles along y are the halves of the pair rows.
 */
final class Conv2Forward {
    private static final int IN_WIDTH = POOL1_SIDE * PAIR;
    private static final int OUT_WIDTH = CONV2_SIDE * PAIR;

    private final float[][] productsC = Shape.rows(POINTS, OUT_WIDTH);
    private final float[][] productsD = Shape.rows(POINTS, OUT_WIDTH);

    /**
     * @param in pair row y of input channel c is {@code in[c * POOL1_PAIRS + y]}
     * @param transformed gets point p of channel c at {@code c * POINTS + p}
     */
    void transform(float[][] in, float[][] transformed) {
        for (int c = 0; c < CONV1_CHANNELS; c++) {
            WinogradTransform.input(in, c * POOL1_PAIRS, transformed, c * POINTS, IN_WIDTH);
        }
    }

    /**
     * Two neighbouring output channels.
     *
     * @param transformed as {@link #transform} gives it
     * @param out gets pair row y of output channel o at {@code out[o * HALF + y]}
     */
    void compute(int o, float[][] transformed, DerivedWeights weights, float[][] out) {
        multiply(transformed, weights.conv2ByOutput, o * DerivedWeights.CONV2_POINTS);
        WinogradTransform.output(productsC, weights.parameters[CONV2_BIAS + o], out, o * HALF, OUT_WIDTH);
        WinogradTransform.output(productsD, weights.parameters[CONV2_BIAS + o + 1], out, (o + 1) * HALF, OUT_WIDTH);
    }

    private void multiply(float[][] transformed, float[] w, int at) {
        for (int p = 0; p < POINTS; p++) {
            Arrays.fill(productsC[p], 0f);
            Arrays.fill(productsD[p], 0f);
            for (int c = 0; c < CONV1_CHANNELS; c++) {
                int tap = at + (c * POINTS + p) * KERNEL;
                Kernels.convolvePairRow(
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

package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.LANES;

/**
 * The loops in which nearly all time is spent, each a few multiply-adds on whole rows of floats.
 *
 * <p>HotSpot's compiler turns them into vector instructions. It does so only while every array index is the loop
 * variable plus a constant, and while one unrolled loop body stays within {@code -XX:LoopUnrollLimit}; the start script
 * raises that limit. Whatever it makes of them, the bits are the same: each element is computed by itself, in the order
 * written, and Java rounds every multiplication and addition.
 */
final class Kernels {
    /** Floats from one image row to the next in a strip: five columns of six channels, padded to 32. */
    static final int STRIP_ROW = 32;

    private Kernels() {}

    /**
     * One row of a convolution five wide, for two output channels: {@code c[x] += Σₖ w[atC + k] · in[x + k]} and the same
     * for {@code d}, for all images of the chunk.
     *
     * @param n output columns times {@link Shape#LANES}
     */
    static void convolveRow(float[] c, float[] d, float[] in, int n, float[] w, int atC, int atD) {
        float u0 = w[atC], u1 = w[atC + 1], u2 = w[atC + 2], u3 = w[atC + 3], u4 = w[atC + 4];
        float v0 = w[atD], v1 = w[atD + 1], v2 = w[atD + 2], v3 = w[atD + 3], v4 = w[atD + 4];
        for (int j = 0; j < n; j++) {
            float x0 = in[j];
            float x1 = in[j + LANES];
            float x2 = in[j + 2 * LANES];
            float x3 = in[j + 3 * LANES];
            float x4 = in[j + 4 * LANES];
            float s = c[j];
            float t = d[j];
            s = s + u0 * x0;
            t = t + v0 * x0;
            s = s + u1 * x1;
            t = t + v1 * x1;
            s = s + u2 * x2;
            t = t + v2 * x2;
            s = s + u3 * x3;
            t = t + v3 * x3;
            s = s + u4 * x4;
            t = t + v4 * x4;
            c[j] = s;
            d[j] = t;
        }
    }

    /**
     * Two rows of a matrix product, four terms at a time: {@code c += Σₖ u[atC + k] · xₖ} and
     * {@code d += Σₖ v[atD + k] · xₖ}.
     */
    static void accumulateRows(
            float[] c,
            float[] d,
            float[] row0,
            float[] row1,
            float[] row2,
            float[] row3,
            int n,
            float[] u,
            int atC,
            float[] v,
            int atD) {
        float u0 = u[atC], u1 = u[atC + 1], u2 = u[atC + 2], u3 = u[atC + 3];
        float v0 = v[atD], v1 = v[atD + 1], v2 = v[atD + 2], v3 = v[atD + 3];
        for (int j = 0; j < n; j++) {
            float x0 = row0[j];
            float x1 = row1[j];
            float x2 = row2[j];
            float x3 = row3[j];
            float s = c[j];
            float t = d[j];
            s = s + u0 * x0;
            t = t + v0 * x0;
            s = s + u1 * x1;
            t = t + v1 * x1;
            s = s + u2 * x2;
            t = t + v2 * x2;
            s = s + u3 * x3;
            t = t + v3 * x3;
            c[j] = s;
            d[j] = t;
        }
    }

    /**
     * The weight gradient of a convolution, for one column of one image and two output channels:
     * {@code c[j] += Σᵧ delta[atC + y] · strip[y · STRIP_ROW + j]} over four output rows y, and the same for {@code d}; j
     * runs over the window that an output sees.
     */
    static void accumulateWindows(float[] c, float[] d, float[] strip, int n, float[] delta, int atC, int atD) {
        float u0 = delta[atC], u1 = delta[atC + 1], u2 = delta[atC + 2], u3 = delta[atC + 3];
        float v0 = delta[atD], v1 = delta[atD + 1], v2 = delta[atD + 2], v3 = delta[atD + 3];
        for (int j = 0; j < n; j++) {
            float x0 = strip[j];
            float x1 = strip[j + STRIP_ROW];
            float x2 = strip[j + 2 * STRIP_ROW];
            float x3 = strip[j + 3 * STRIP_ROW];
            float s = c[j];
            float t = d[j];
            s = s + u0 * x0;
            t = t + v0 * x0;
            s = s + u1 * x1;
            t = t + v1 * x1;
            s = s + u2 * x2;
            t = t + v2 * x2;
            s = s + u3 * x3;
            t = t + v3 * x3;
            c[j] = s;
            d[j] = t;
        }
    }

    /** {@code sum[j] += row[j]}. */
    static void addRow(float[] sum, float[] row, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = sum[j] + row[j];
        }
    }
}

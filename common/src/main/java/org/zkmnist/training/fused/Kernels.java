package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;

/**
 * The loops in which nearly all time is spent, each a few multiply-adds on whole rows of floats.
 *
 * <p>HotSpot's compiler turns them into vector instructions. It does so only while every array index is the loop
 * variable plus a constant, and while one unrolled loop body stays within {@code -XX:LoopUnrollLimit}; the start script
 * raises that limit. Whatever it makes of them, the bits are the same: each element is computed by itself, in the order
 * written, and Java rounds every multiplication and addition.
 */
final class Kernels {
    /** Sums of one kernel column in {@link #correlateColumns}: points times images, padded to spare the cache. */
    static final int SUMS = 272;

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

    /** {@link #convolveRow} for pair rows, whose columns are {@link Shape#PAIR} apart. */
    static void convolvePairRow(float[] c, float[] d, float[] in, int n, float[] w, int atC, int atD) {
        float u0 = w[atC], u1 = w[atC + 1], u2 = w[atC + 2], u3 = w[atC + 3], u4 = w[atC + 4];
        float v0 = w[atD], v1 = w[atD + 1], v2 = w[atD + 2], v3 = w[atD + 3], v4 = w[atD + 4];
        for (int j = 0; j < n; j++) {
            float x0 = in[j];
            float x1 = in[j + PAIR];
            float x2 = in[j + 2 * PAIR];
            float x3 = in[j + 3 * PAIR];
            float x4 = in[j + 4 * PAIR];
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
     * Two rows of a matrix product, four terms at a time: {@code c += Σₖ u[atC + k] · rowₖ} and
     * {@code d += Σₖ v[atD + k] · rowₖ}.
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
     * Products of four neighbouring columns of deltas with the inputs that they meet under each of the kernel's five
     * columns: {@code sums[k * SUMS + j] += Σₓ deltaₓ[j] · inₓ₊ₖ[j]}.
     *
     * @param n at most {@link #SUMS}
     */
    static void correlateColumns(
            float[] sums,
            float[] delta0,
            float[] delta1,
            float[] delta2,
            float[] delta3,
            float[] in0,
            float[] in1,
            float[] in2,
            float[] in3,
            float[] in4,
            float[] in5,
            float[] in6,
            float[] in7,
            int n) {
        for (int j = 0; j < n; j++) {
            float d0 = delta0[j], d1 = delta1[j], d2 = delta2[j], d3 = delta3[j];
            float x0 = in0[j], x1 = in1[j], x2 = in2[j], x3 = in3[j];
            float x4 = in4[j], x5 = in5[j], x6 = in6[j], x7 = in7[j];
            float s0 = sums[j];
            float s1 = sums[j + SUMS];
            float s2 = sums[j + 2 * SUMS];
            float s3 = sums[j + 3 * SUMS];
            float s4 = sums[j + 4 * SUMS];
            s0 = s0 + d0 * x0;
            s1 = s1 + d0 * x1;
            s2 = s2 + d0 * x2;
            s3 = s3 + d0 * x3;
            s4 = s4 + d0 * x4;
            s0 = s0 + d1 * x1;
            s1 = s1 + d1 * x2;
            s2 = s2 + d1 * x3;
            s3 = s3 + d1 * x4;
            s4 = s4 + d1 * x5;
            s0 = s0 + d2 * x2;
            s1 = s1 + d2 * x3;
            s2 = s2 + d2 * x4;
            s3 = s3 + d2 * x5;
            s4 = s4 + d2 * x6;
            s0 = s0 + d3 * x3;
            s1 = s1 + d3 * x4;
            s2 = s2 + d3 * x5;
            s3 = s3 + d3 * x6;
            s4 = s4 + d3 * x7;
            sums[j] = s0;
            sums[j + SUMS] = s1;
            sums[j + 2 * SUMS] = s2;
            sums[j + 3 * SUMS] = s3;
            sums[j + 4 * SUMS] = s4;
        }
    }

    /** {@code sum[j] += row[j]}. */
    static void addRow(float[] sum, float[] row, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = sum[j] + row[j];
        }
    }

    /** Sum of the first n values, a multiple of eight: eight sums, so that no addition waits for the one before. */
    static float sum(float[] values, int n) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int i = 0; i < n; i += 8) {
            s0 += values[i];
            s1 += values[i + 1];
            s2 += values[i + 2];
            s3 += values[i + 3];
            s4 += values[i + 4];
            s5 += values[i + 5];
            s6 += values[i + 6];
            s7 += values[i + 7];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
}

package org.zkmnist.training.fused;

/**
 * Winograd's minimal filtering F(4, 5): four neighbouring outputs of a filter with five taps by 8 multiplications instead
 * of 20.
 *
 * <p>With eight inputs d and taps g, the outputs are {@code Aᵀ[(G·g) ⊙ (Bᵀ·d)]}, where the matrices come from
 * evaluating polynomials at the points 0, 1, −1, 2, −2, ½, −½ and infinity (Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks", 2016). The gradient goes back through the transposed matrices. Here every value is a
 * whole row of floats, and pairs of points ±a share their even and odd parts.
 */
final class WinogradTransform {
    /** Points of evaluation: rows in the transformed domain. */
    static final int POINTS = 8;
    /** Outputs of one tile. */
    static final int OUTPUTS = 4;

    private static final float[] POINT = {0f, 1f, -1f, 2f, -2f, 0.5f, -0.5f};
    private static final float[] WEIGHT_SCALE = {1f, -2 / 9f, -2 / 9f, 1 / 90f, 1 / 90f, 32 / 45f, 32 / 45f};

    /** The matrix Gᵀ: {@code WEIGHT[k][p]} is the scale of point p times the point's k-th power; infinity has the last. */
    private static final float[][] WEIGHT = new float[Shape.KERNEL][POINTS];

    static {
        for (int p = 0; p < POINTS - 1; p++) {
            float power = WEIGHT_SCALE[p];
            for (int k = 0; k < Shape.KERNEL; k++) {
                WEIGHT[k][p] = power;
                power = power * POINT[p];
            }
        }
        WEIGHT[Shape.KERNEL - 1][POINTS - 1] = 1f;
    }

    private WinogradTransform() {}

    /**
     * {@code G·g} for taps that stand {@code stride} apart.
     *
     * @param out gets the value of point p at {@code at + p * pointStride}
     */
    static void weights(float[] taps, int from, int stride, float[] out, int at, int pointStride) {
        for (int p = 0; p < POINTS; p++) {
            float sum = 0f;
            for (int k = 0; k < Shape.KERNEL; k++) {
                sum = sum + WEIGHT[k][p] * taps[from + k * stride];
            }
            out[at + p * pointStride] = sum;
        }
    }

    /**
     * {@code Gᵀ·u}: the gradient at the taps, from that at the transformed weights.
     *
     * @param out gets the gradient of tap k at {@code to + k * stride}
     */
    static void weightsGradient(float[] u, int from, float[] out, int to, int stride) {
        for (int k = 0; k < Shape.KERNEL; k++) {
            float sum = 0f;
            for (int p = 0; p < POINTS; p++) {
                sum = sum + WEIGHT[k][p] * u[from + p];
            }
            out[to + k * stride] = sum;
        }
    }

    /** {@code out = Bᵀ·d}, where d are eight neighbouring rows from {@code in[first]} on. */
    static void input(float[][] in, int first, float[][] out, int at, int n) {
        float[] d1 = in[first + 1];
        float[] d2 = in[first + 2];
        float[] d3 = in[first + 3];
        float[] d4 = in[first + 4];
        float[] d5 = in[first + 5];
        float[] d6 = in[first + 6];
        inputEnd(in[first], d2, d4, d6, out[at], n);
        inputPair(d1, d2, d3, d4, d5, d6, out[at + 1], out[at + 2], 1f, -4.25f, 1f, -4.25f, 1f, n);
        inputPair(d1, d2, d3, d4, d5, d6, out[at + 3], out[at + 4], 0.25f, -1.25f, 0.5f, -2.5f, 2f, n);
        inputPair(d1, d2, d3, d4, d5, d6, out[at + 5], out[at + 6], 4f, -5f, 2f, -2.5f, 0.5f, n);
        inputEnd(in[first + 7], d5, d3, d1, out[at + 7], n);
    }

    private static void inputEnd(float[] a, float[] b, float[] c, float[] d, float[] out, int n) {
        for (int j = 0; j < n; j++) {
            out[j] = (a[j] - d[j]) + 5.25f * (c[j] - b[j]);
        }
    }

    private static void inputPair(
            float[] d1,
            float[] d2,
            float[] d3,
            float[] d4,
            float[] d5,
            float[] d6,
            float[] plus,
            float[] minus,
            float even2,
            float even4,
            float odd1,
            float odd3,
            float odd5,
            int n) {
        for (int j = 0; j < n; j++) {
            float even = (d6[j] + even2 * d2[j]) + even4 * d4[j];
            float odd = (odd1 * d1[j] + odd3 * d3[j]) + odd5 * d5[j];
            plus[j] = even + odd;
            minus[j] = even - odd;
        }
    }

    /** {@code out = bias + Aᵀ·m}: four neighbouring rows from {@code out[first]} on, from eight rows of products. */
    static void output(float[][] m, float bias, float[][] out, int first, int n) {
        outputEven(m[0], m[1], m[2], m[3], m[4], m[5], m[6], bias, out[first], out[first + 2], n);
        outputOdd(m[1], m[2], m[3], m[4], m[5], m[6], m[7], bias, out[first + 1], out[first + 3], n);
    }

    private static void outputEven(
            float[] m0,
            float[] m1,
            float[] m2,
            float[] m3,
            float[] m4,
            float[] m5,
            float[] m6,
            float bias,
            float[] out0,
            float[] out2,
            int n) {
        for (int j = 0; j < n; j++) {
            float a = m1[j] + m2[j];
            float b = m3[j] + m4[j];
            float c = m5[j] + m6[j];
            out0[j] = bias + ((m0[j] + a) + (b + c));
            out2[j] = bias + ((a + 4f * b) + 0.25f * c);
        }
    }

    private static void outputOdd(
            float[] m1,
            float[] m2,
            float[] m3,
            float[] m4,
            float[] m5,
            float[] m6,
            float[] m7,
            float bias,
            float[] out1,
            float[] out3,
            int n) {
        for (int j = 0; j < n; j++) {
            float a = m1[j] - m2[j];
            float b = m3[j] - m4[j];
            float c = m5[j] - m6[j];
            out1[j] = bias + ((a + 2f * b) + 0.5f * c);
            out3[j] = bias + ((a + 8f * b) + (0.125f * c + m7[j]));
        }
    }

    /**
     * {@code m = A·delta}: the gradient at the products, from that at four neighbouring outputs. For the first and the last
     * point it is the same as at an output, and {@code m} gets that row itself.
     */
    static void outputGradient(float[][] delta, int first, float[][] m, int at, int stride, int n) {
        float[] z0 = delta[first];
        float[] z1 = delta[first + 1];
        float[] z2 = delta[first + 2];
        float[] z3 = delta[first + 3];
        m[at] = z0;
        outputGradientPair(z0, z1, z2, z3, m[at + stride], m[at + 2 * stride], 1f, 1f, 1f, n);
        outputGradientPair(z0, z1, z2, z3, m[at + 3 * stride], m[at + 4 * stride], 2f, 4f, 8f, n);
        outputGradientPair(z0, z1, z2, z3, m[at + 5 * stride], m[at + 6 * stride], 0.5f, 0.25f, 0.125f, n);
        m[at + 7 * stride] = z3;
    }

    private static void outputGradientPair(
            float[] z0,
            float[] z1,
            float[] z2,
            float[] z3,
            float[] plus,
            float[] minus,
            float point,
            float square,
            float cube,
            int n) {
        for (int j = 0; j < n; j++) {
            float even = z0[j] + square * z2[j];
            float odd = point * z1[j] + cube * z3[j];
            plus[j] = even + odd;
            minus[j] = even - odd;
        }
    }

    /** {@code out = B·v}: the gradient at eight neighbouring input rows from {@code out[first]} on. */
    static void inputGradient(float[][] v, float[][] out, int first, int n) {
        System.arraycopy(v[0], 0, out[first], 0, n);
        inputGradientEven(v, out[first + 2], 1f, 0.25f, 4f, -5.25f, n);
        inputGradientEven(v, out[first + 4], -4.25f, -1.25f, -5f, 5.25f, n);
        inputGradientEven(v, out[first + 6], 1f, 1f, 1f, -1f, n);
        inputGradientOdd(v, out[first + 1], 1f, 0.5f, 2f, -1f, n);
        inputGradientOdd(v, out[first + 3], -4.25f, -2.5f, -2.5f, 5.25f, n);
        inputGradientOdd(v, out[first + 5], 1f, 2f, 0.5f, -5.25f, n);
        System.arraycopy(v[7], 0, out[first + 7], 0, n);
    }

    private static void inputGradientEven(float[][] v, float[] out, float a, float b, float c, float end, int n) {
        sumEven(v[1], v[2], v[3], v[4], v[5], v[6], v[0], out, a, b, c, end, n);
    }

    private static void sumEven(
            float[] v1,
            float[] v2,
            float[] v3,
            float[] v4,
            float[] v5,
            float[] v6,
            float[] v0,
            float[] out,
            float a,
            float b,
            float c,
            float end,
            int n) {
        for (int j = 0; j < n; j++) {
            float even = a * (v1[j] + v2[j]) + b * (v3[j] + v4[j]);
            out[j] = even + (c * (v5[j] + v6[j]) + end * v0[j]);
        }
    }

    private static void inputGradientOdd(float[][] v, float[] out, float a, float b, float c, float end, int n) {
        sumOdd(v[1], v[2], v[3], v[4], v[5], v[6], v[7], out, a, b, c, end, n);
    }

    private static void sumOdd(
            float[] v1,
            float[] v2,
            float[] v3,
            float[] v4,
            float[] v5,
            float[] v6,
            float[] v7,
            float[] out,
            float a,
            float b,
            float c,
            float end,
            int n) {
        for (int j = 0; j < n; j++) {
            float odd = a * (v1[j] - v2[j]) + b * (v3[j] - v4[j]);
            out[j] = odd + (c * (v5[j] - v6[j]) + end * v7[j]);
        }
    }
}

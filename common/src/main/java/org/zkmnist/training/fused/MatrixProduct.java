package org.zkmnist.training.fused;

/**
 * Products of matrices kept as arrays of rows.
 *
 * <p>Each element gets its terms in order, four to a pass; the number of terms is a multiple of four. Rows are computed in
 * twos, and by ranges, so that threads can share them.
 */
final class MatrixProduct {
    private MatrixProduct() {}

    /** {@code out += a · b}, where {@code out} is m × n, {@code a} is m × k and {@code b} is k × n; m is even. */
    static void add(float[][] out, float[][] a, float[][] b, int n) {
        add(out, 0, out.length, a, b, b.length, n);
    }

    /**
     * Rows {@code from} to before {@code to}, an even number of them, of {@code out += a · b}.
     *
     * @param k terms: columns of {@code a} and rows of {@code b} that are used
     * @param n columns of {@code b} and {@code out} that are used
     */
    static void add(float[][] out, int from, int to, float[][] a, float[][] b, int k, int n) {
        for (int q = 0; q < k; q += 4) {
            float[] b0 = b[q];
            float[] b1 = b[q + 1];
            float[] b2 = b[q + 2];
            float[] b3 = b[q + 3];
            for (int i = from; i < to; i += 2) {
                Kernels.accumulateRows(out[i], out[i + 1], b0, b1, b2, b3, n, a[i], q, a[i + 1], q);
            }
        }
    }
}

package org.zkmnist.training.fused;

/** Products of matrices kept as arrays of rows. */
final class MatrixProduct {
    private MatrixProduct() {}

    /**
     * {@code out += a · b}, where {@code out} is m × n, {@code a} is m × k and {@code b} is k × n.
     *
     * <p>Each element of {@code out} gets its k terms in order, four to a pass; m is even, k a multiple of four.
     */
    static void add(float[][] out, float[][] a, float[][] b, int n) {
        int m = out.length;
        int k = b.length;
        for (int q = 0; q < k; q += 4) {
            float[] b0 = b[q];
            float[] b1 = b[q + 1];
            float[] b2 = b[q + 2];
            float[] b3 = b[q + 3];
            for (int i = 0; i < m; i += 2) {
                Kernels.accumulateRows(out[i], out[i + 1], b0, b1, b2, b3, n, a[i], q, a[i + 1], q);
            }
        }
    }
}

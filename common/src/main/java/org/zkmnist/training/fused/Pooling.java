package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.LANES;

/** Averages of two by two neighbours, and the way back of their gradient. */
final class Pooling {
    private Pooling() {}

    /**
     * @param upper and {@code lower}: two neighbouring rows of {@code 2 · width} columns
     * @param sum scratch as long as they are
     * @param out {@code width} columns
     */
    static void average(float[] upper, float[] lower, float[] sum, float[] out, int width) {
        int n = 2 * width * LANES;
        for (int j = 0; j < n; j++) {
            sum[j] = upper[j] + lower[j];
        }
        for (int x = 0; x < width; x++) {
            averageColumns(sum, 2 * x * LANES, out, x * LANES);
        }
    }

    private static void averageColumns(float[] sum, int from, float[] out, int to) {
        for (int image = 0; image < LANES; image++) {
            out[to + image] = (sum[from + image] + sum[from + LANES + image]) * 0.25f;
        }
    }

    /** Writes a quarter of each column of {@code gradient} to both columns that it was averaged from. */
    static void spread(float[] gradient, float[] out, int width) {
        int n = width * LANES;
        for (int j = 0; j < n; j++) {
            gradient[j] = gradient[j] * 0.25f;
        }
        for (int x = 0; x < width; x++) {
            System.arraycopy(gradient, x * LANES, out, 2 * x * LANES, LANES);
            System.arraycopy(gradient, x * LANES, out, (2 * x + 1) * LANES, LANES);
        }
    }
}

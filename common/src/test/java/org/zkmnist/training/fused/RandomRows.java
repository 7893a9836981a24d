package org.zkmnist.training.fused;

import java.util.Random;

/** Rows of made-up floats, and the comparison of rows with expected ones. */
final class RandomRows {
    private final Random random;

    RandomRows(long seed) {
        random = new Random(seed);
    }

    /** Values from −1 to 1. */
    float[] row(int length) {
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = random.nextFloat(-1, 1);
        }
        return row;
    }

    /** Rows of values from −1 to 1. */
    float[][] rows(int count, int length) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = row(length);
        }
        return rows;
    }

    /** Σ a·b over all elements. */
    static double innerProduct(float[][] a, float[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += (double) a[i][j] * b[i][j];
            }
        }
        return sum;
    }
}

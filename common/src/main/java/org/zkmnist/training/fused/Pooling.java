package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;

/**
 * Averages of two by two neighbours, and the way back of their gradient.
 *
 * <p>Averages are made at every column, also at the odd ones where nobody needs them: one long loop of vectors costs less
 * than many short ones.
 */
final class Pooling {
    private Pooling() {}

    /**
     * {@code out[x]} becomes the average of columns x and x + 1 of two neighbouring rows.
     *
     * @param n columns but one times {@link Shape#LANES}
     */
    static void average(float[] upper, float[] lower, float[] out, int n) {
        for (int j = 0; j < n; j++) {
            out[j] = ((upper[j] + lower[j]) + (upper[j + LANES] + lower[j + LANES])) * 0.25f;
        }
    }

    /** {@link #average} for pair rows, whose columns are {@link Shape#PAIR} apart. */
    static void averagePairs(float[] upper, float[] lower, float[] out, int n) {
        for (int j = 0; j < n; j++) {
            out[j] = ((upper[j] + lower[j]) + (upper[j + PAIR] + lower[j + PAIR])) * 0.25f;
        }
    }

    /**
     * Deltas from the values of two neighbouring rows: {@code ¼ · gradient · s · (1 − s)}.
     *
     * @param gradient loss gradient at the averages, each column's written to both columns that it was made from
     * @param upperDelta and {@code lowerDelta} get the deltas, and may be the values' own rows
     * @param sum gets both deltas added
     */
    static void toDeltas(
            float[] gradient,
            float[] upper,
            float[] lower,
            float[] upperDelta,
            float[] lowerDelta,
            float[] sum,
            int n) {
        for (int j = 0; j < n; j++) {
            float g = gradient[j] * 0.25f;
            float s = upper[j];
            float t = lower[j];
            float both = sum[j];
            s = g * (s * (1f - s));
            t = g * (t * (1f - t));
            both = both + (s + t);
            upperDelta[j] = s;
            lowerDelta[j] = t;
            sum[j] = both;
        }
    }
}

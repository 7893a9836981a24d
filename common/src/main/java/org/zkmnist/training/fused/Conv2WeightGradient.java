package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Kernels.SUMS;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import java.util.Arrays;

/**
 * The loss gradient at the second convolution's transformed weights: {@code Σ delta[o][p][x] · in[c][p][x + kx]} over all
 * columns, halves and images, both factors transformed along y.
 *
 * <p>For this, rows are turned into columns in which points and images are neighbours, so that the products of a row can
 * be added up while they are in registers. What then remains is to add up the images, once a weight.
 */
final class Conv2WeightGradient {
    private static final int COLUMN = POINTS * LANES;
    private static final int HALVES = 2;

    /** Deltas transformed: column x of half h of output channel o at {@code (o * HALVES + h) * CONV2_SIDE + x}. */
    private final float[][] deltaColumns = Shape.rows(CONV2_CHANNELS * HALVES * CONV2_SIDE, COLUMN);
    /** One input channel transformed: column x of half h at {@code h * POOL1_SIDE + x}. */
    private final float[][] inColumns = Shape.rows(HALVES * POOL1_SIDE, COLUMN);

    private final float[] sums = new float[KERNEL * SUMS];

    /**
     * @param transformed point p of input channel c at {@code c * POINTS + p}
     * @param transformedDelta point p of output channel o at {@code p * CONV2_CHANNELS + o}
     * @param out gets {@code [input channel][output channel][kx][point]} from index 0 on
     */
    void compute(float[][] transformed, float[][] transformedDelta, float[] out) {
        int at = 0;
        for (int o = 0; o < CONV2_CHANNELS; o++) {
            for (int p = 0; p < POINTS; p++) {
                toColumns(transformedDelta[p * CONV2_CHANNELS + o], deltaColumns, o * HALVES, p, CONV2_SIDE);
            }
        }
        for (int c = 0; c < CONV1_CHANNELS; c++) {
            for (int p = 0; p < POINTS; p++) {
                toColumns(transformed[c * POINTS + p], inColumns, 0, p, POOL1_SIDE);
            }
            for (int o = 0; o < CONV2_CHANNELS; o++) {
                correlate(o);
                sumImages(out, at);
                at += KERNEL * POINTS;
            }
        }
    }

    private static void toColumns(float[] row, float[][] columns, int firstHalf, int point, int count) {
        for (int half = 0; half < HALVES; half++) {
            int first = (firstHalf + half) * count;
            for (int x = 0; x < count; x++) {
                System.arraycopy(row, x * PAIR + half * LANES, columns[first + x], point * LANES, LANES);
            }
        }
    }

    private void correlate(int o) {
        float[][] d = deltaColumns;
        float[][] in = inColumns;
        Arrays.fill(sums, 0f);
        for (int part = 0; part < 2 * HALVES; part++) {
            int x = o * HALVES * CONV2_SIDE + part * CONV2_SIDE / 2;
            int i = part / 2 * POOL1_SIDE + part % 2 * CONV2_SIDE / 2;
            Kernels.correlateColumns(
                    sums, d[x], d[x + 1], d[x + 2], d[x + 3], in[i], in[i + 1], in[i + 2], in[i + 3], in[i + 4],
                    in[i + 5], in[i + 6], in[i + 7], COLUMN);
        }
    }

    /** The first loop adds the upper half of the images to the lower; what it makes of the upper is not read. */
    private void sumImages(float[] out, int at) {
        addShifted(sums, sums.length - LANES / 2);
        for (int kx = 0; kx < KERNEL; kx++) {
            for (int p = 0; p < POINTS; p++) {
                out[at + kx * POINTS + p] = sumHalf(sums, kx * SUMS + p * LANES);
            }
        }
    }

    private static void addShifted(float[] values, int n) {
        for (int j = 0; j < n; j++) {
            values[j] = values[j] + values[j + LANES / 2];
        }
    }

    private static float sumHalf(float[] v, int i) {
        float s0 = (v[i] + v[i + 4]) + (v[i + 8] + v[i + 12]);
        float s1 = (v[i + 1] + v[i + 5]) + (v[i + 9] + v[i + 13]);
        float s2 = (v[i + 2] + v[i + 6]) + (v[i + 10] + v[i + 14]);
        float s3 = (v[i + 3] + v[i + 7]) + (v[i + 11] + v[i + 15]);
        return (s0 + s1) + (s2 + s3);
    }
}

package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_PAIRS;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import java.util.Arrays;

/**
 * The loss gradient at the second convolution's input: {@code in[c][y + ky][x + kx] += Σ w[o][c][ky][kx] · delta[o][y][x]},
 * by Winograd's filtering backwards along y, directly along x.
 *
 * <p>For a row of the transformed domain, the sums over output channels are made for each kx by itself; what then remains
 * is to add five rows, each moved by kx columns.
 */
final class Conv2InputGradient {
    private static final int WIDTH = CONV2_SIDE * PAIR;
    private static final int IN_WIDTH = POOL1_SIDE * PAIR;

    private final float[][] sumC = Shape.rows(KERNEL, WIDTH);
    private final float[][] sumD = Shape.rows(KERNEL, WIDTH);
    private final float[][] transformedC = Shape.rows(POINTS, IN_WIDTH);
    private final float[][] transformedD = Shape.rows(POINTS, IN_WIDTH);

    /**
     * @param transformedDelta point p of output channel o at {@code p * CONV2_CHANNELS + o}
     * @param weights {@link DerivedWeights#conv2ByInput}
     * @param out gets pair row y of input channel c at {@code out[c * POOL1_PAIRS + y]}: what the outputs of either half
     *     give to rows y and y + HALF; for the middle rows, which stand in two pair rows, both have to be added
     */
    void compute(float[][] transformedDelta, float[] weights, float[][] out) {
        for (int c = 0; c < CONV1_CHANNELS; c += 2) {
            for (int p = 0; p < POINTS; p++) {
                sumOutputs(transformedDelta, p, weights, (c * POINTS + p) * KERNEL * CONV2_CHANNELS);
                addMoved(transformedC[p], sumC);
                addMoved(transformedD[p], sumD);
            }
            WinogradTransform.inputGradient(transformedC, out, c * POOL1_PAIRS, IN_WIDTH);
            WinogradTransform.inputGradient(transformedD, out, (c + 1) * POOL1_PAIRS, IN_WIDTH);
        }
    }

    private void sumOutputs(float[][] transformedDelta, int point, float[] w, int at) {
        int nextInput = POINTS * KERNEL * CONV2_CHANNELS;
        for (int kx = 0; kx < KERNEL; kx++) {
            Arrays.fill(sumC[kx], 0f);
            Arrays.fill(sumD[kx], 0f);
        }
        for (int o = 0; o < CONV2_CHANNELS; o += 4) {
            int row = point * CONV2_CHANNELS + o;
            float[] d0 = transformedDelta[row];
            float[] d1 = transformedDelta[row + 1];
            float[] d2 = transformedDelta[row + 2];
            float[] d3 = transformedDelta[row + 3];
            for (int kx = 0; kx < KERNEL; kx++) {
                int tap = at + kx * CONV2_CHANNELS + o;
                Kernels.accumulateRows(sumC[kx], sumD[kx], d0, d1, d2, d3, WIDTH, w, tap, w, tap + nextInput);
            }
        }
    }

    private static void addMoved(float[] out, float[][] sums) {
        System.arraycopy(sums[0], 0, out, 0, WIDTH);
        Arrays.fill(out, WIDTH, out.length, 0f);
        addMovedBy1(out, sums[1]);
        addMovedBy2(out, sums[2]);
        addMovedBy3(out, sums[3]);
        addMovedBy4(out, sums[4]);
    }

    // One method a distance: the compiler vectorises only indices that are the loop variable plus a constant.

    private static void addMovedBy1(float[] out, float[] row) {
        for (int j = 0; j < WIDTH; j++) {
            out[j + PAIR] = out[j + PAIR] + row[j];
        }
    }

    private static void addMovedBy2(float[] out, float[] row) {
        for (int j = 0; j < WIDTH; j++) {
            out[j + 2 * PAIR] = out[j + 2 * PAIR] + row[j];
        }
    }

    private static void addMovedBy3(float[] out, float[] row) {
        for (int j = 0; j < WIDTH; j++) {
            out[j + 3 * PAIR] = out[j + 3 * PAIR] + row[j];
        }
    }

    private static void addMovedBy4(float[] out, float[] row) {
        for (int j = 0; j < WIDTH; j++) {
            out[j + 4 * PAIR] = out[j + 4 * PAIR] + row[j];
        }
    }
}

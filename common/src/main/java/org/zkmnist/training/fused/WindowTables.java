package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;

/**
 * The first convolution's weight gradient, by table instead of by multiplication.
 *
 * <p>Pixels are 0 or 1, so the 25 pixels under the kernel are a number of 25 bits. The gradient at an output position is
 * added to the entry of that number, in three tables for 9, 8 and 8 of its bits. The gradient of one weight is then the
 * sum of all entries whose number has its bit set; halving the table bit by bit finds these sums for all bits.
 */
final class WindowTables {
    private static final int[] BITS = {9, 8, 8};
    private static final int[] FIRST_BIT = {0, 9, 17};

    private final int[] windows = new int[CONV1_SIDE * LANES];
    private final float[][] tables = new float[BITS.length][];

    WindowTables() {
        for (int t = 0; t < BITS.length; t++) {
            tables[t] = new float[CONV1_CHANNELS << BITS[t]];
        }
    }

    /**
     * @param columns the chunk's pixels as {@link ImageBits#gather} gives them
     * @param delta gradient at the convolution's outputs: row y of channel c is {@code delta[c * CONV1_SIDE + y]}
     * @param out gets the gradient of the weights, from index {@code at}
     */
    void gradient(int[] columns, float[][] delta, float[] out, int at) {
        for (float[] table : tables) {
            Arrays.fill(table, 0f);
        }
        for (int y = 0; y < CONV1_SIDE; y++) {
            findWindows(columns, y, windows);
            scatter(
                    windows,
                    delta[y],
                    delta[CONV1_SIDE + y],
                    delta[2 * CONV1_SIDE + y],
                    delta[3 * CONV1_SIDE + y],
                    delta[4 * CONV1_SIDE + y],
                    delta[5 * CONV1_SIDE + y],
                    tables[0],
                    tables[1],
                    tables[2]);
        }
        for (int t = 0; t < BITS.length; t++) {
            fold(tables[t], FIRST_BIT[t], BITS[t], out, at);
        }
    }

    /** Bit {@code kx * KERNEL + ky} of {@code out[x * LANES + image]} is the pixel at (x + kx, y + ky). */
    private static void findWindows(int[] columns, int y, int[] out) {
        for (int j = 0; j < CONV1_SIDE * LANES; j++) {
            out[j] = ((columns[j] >> y) & 31)
                    | ((columns[j + LANES] >> y) & 31) << 5
                    | ((columns[j + 2 * LANES] >> y) & 31) << 10
                    | ((columns[j + 3 * LANES] >> y) & 31) << 15
                    | ((columns[j + 4 * LANES] >> y) & 31) << 20;
        }
    }

    /** Image by image, since neighbouring windows of one image are blank together: the processor foresees the branch. */
    private static void scatter(
            int[] windows,
            float[] delta0,
            float[] delta1,
            float[] delta2,
            float[] delta3,
            float[] delta4,
            float[] delta5,
            float[] a,
            float[] b,
            float[] c) {
        for (int image = 0; image < LANES; image++) {
            for (int j = image; j < CONV1_SIDE * LANES; j += LANES) {
                int window = windows[j];
                if (window == 0) {
                    continue;
                }
                int i = (window & 511) * CONV1_CHANNELS;
                int k = ((window >> 9) & 255) * CONV1_CHANNELS;
                int l = ((window >> 17) & 255) * CONV1_CHANNELS;
                float d0 = delta0[j];
                float d1 = delta1[j];
                float d2 = delta2[j];
                float d3 = delta3[j];
                float d4 = delta4[j];
                float d5 = delta5[j];
                a[i] += d0;
                a[i + 1] += d1;
                a[i + 2] += d2;
                a[i + 3] += d3;
                a[i + 4] += d4;
                a[i + 5] += d5;
                b[k] += d0;
                b[k + 1] += d1;
                b[k + 2] += d2;
                b[k + 3] += d3;
                b[k + 4] += d4;
                b[k + 5] += d5;
                c[l] += d0;
                c[l + 1] += d1;
                c[l + 2] += d2;
                c[l + 3] += d3;
                c[l + 4] += d4;
                c[l + 5] += d5;
            }
        }
    }

    /** From the highest bit down: sum the half with the bit set, then add that half onto the other. */
    private static void fold(float[] table, int firstBit, int bits, float[] out, int at) {
        for (int bit = bits - 1; bit >= 0; bit--) {
            int half = CONV1_CHANNELS << bit;
            for (int channel = 0; channel < CONV1_CHANNELS; channel++) {
                float sum = 0;
                for (int i = channel; i < half; i += CONV1_CHANNELS) {
                    sum += table[half + i];
                }
                out[at + channel * KERNEL * KERNEL + tap(firstBit + bit)] = sum;
            }
            for (int i = 0; i < half; i++) {
                table[i] = table[i] + table[half + i];
            }
        }
    }

    /** Index {@code ky * KERNEL + kx} of the weight that meets a bit of the window. */
    private static int tap(int bit) {
        return bit % KERNEL * KERNEL + bit / KERNEL;
    }
}

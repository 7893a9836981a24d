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

    /** Where in the array of all three each table begins. */
    private static final int[] START = {0, 512 * CONV1_CHANNELS, 768 * CONV1_CHANNELS};
    /** Floats of the three tables together; the channels are the innermost index. */
    static final int SIZE = 1024 * CONV1_CHANNELS;

    private final int[] windows = new int[CONV1_SIDE * LANES];

    /** To be called before the first {@link #add}. */
    static void clear(float[] tables) {
        Arrays.fill(tables, 0, SIZE, 0f);
    }

    /**
     * Adds the gradient at one row of the convolution's outputs.
     *
     * @param columns the chunk's pixels as {@link ImageBits#gather} gives them
     * @param delta one row a channel
     * @param tables all three from index 0 on; to be added to other chunks' or given to {@link #fold}
     */
    void add(int[] columns, int y, float[][] delta, float[] tables) {
        findWindows(columns, y, windows);
        scatter(windows, delta[0], delta[1], delta[2], delta[3], delta[4], delta[5], tables);
    }

    /**
     * @param tables whose content is lost
     * @param out gets the gradient of the weights, from index {@code at}
     */
    static void fold(float[] tables, float[] out, int at) {
        for (int t = 0; t < BITS.length; t++) {
            float[] table = Arrays.copyOfRange(tables, START[t], START[t] + (CONV1_CHANNELS << BITS[t]));
            fold(table, FIRST_BIT[t], BITS[t], out, at);
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
            float[] tables) {
        for (int image = 0; image < LANES; image++) {
            for (int j = image; j < CONV1_SIDE * LANES; j += LANES) {
                int window = windows[j];
                if (window == 0) {
                    continue;
                }
                int i = (window & 511) * CONV1_CHANNELS;
                int k = (512 + ((window >> 9) & 255)) * CONV1_CHANNELS;
                int l = (768 + ((window >> 17) & 255)) * CONV1_CHANNELS;
                float d0 = delta0[j];
                float d1 = delta1[j];
                float d2 = delta2[j];
                float d3 = delta3[j];
                float d4 = delta4[j];
                float d5 = delta5[j];
                tables[i] += d0;
                tables[i + 1] += d1;
                tables[i + 2] += d2;
                tables[i + 3] += d3;
                tables[i + 4] += d4;
                tables[i + 5] += d5;
                tables[k] += d0;
                tables[k + 1] += d1;
                tables[k + 2] += d2;
                tables[k + 3] += d3;
                tables[k + 4] += d4;
                tables[k + 5] += d5;
                tables[l] += d0;
                tables[l + 1] += d1;
                tables[l + 2] += d2;
                tables[l + 3] += d3;
                tables[l + 4] += d4;
                tables[l + 5] += d5;
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

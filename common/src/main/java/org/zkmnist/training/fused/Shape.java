package org.zkmnist.training.fused;

/**
 * Sizes of the network's layers and of the arrays that the fused step computes in.
 *
 * <p>A chunk of {@value #LANES} images is computed together. An activation map of H × W positions is H Java arrays of
 * W·LANES floats: the image is the innermost index, so that every loop runs over neighbouring floats.
 */
final class Shape {
    /** Images computed together; element {@code x * LANES + image} of a row belongs to column x. */
    static final int LANES = 32;
    /**
     * From one column to the next in a pair row, which holds two rows of a map, {@link #HALF} rows apart: element
     * {@code (x * 2 + half) * LANES + image}. The second convolution's maps are kept so, since its rows are short.
     */
    static final int PAIR = 2 * LANES;

    static final int IMAGE_SIDE = 28;
    static final int KERNEL = 5;

    static final int CONV1_CHANNELS = 6;
    static final int CONV1_SIDE = 24;
    static final int POOL1_SIDE = 12;
    /** Pair rows of one pooled map: row y together with row y + {@link #HALF}, so that the middle rows stand in two. */
    static final int POOL1_PAIRS = 8;

    static final int CONV2_CHANNELS = 16;
    static final int CONV2_SIDE = 8;
    /** Rows between the two rows of a pair; also the pair rows of one map of the second convolution. */
    static final int HALF = 4;

    static final int POOL2_SIDE = 4;

    static final int FLAT = CONV2_CHANNELS * POOL2_SIDE * POOL2_SIDE;
    static final int DENSE1 = 120;
    static final int DENSE2 = 84;
    static final int CLASSES = 10;
    /** {@link #CLASSES} padded with zeros to a multiple of four, which the dense kernel works in. */
    static final int CLASSES_PADDED = 12;

    private Shape() {}

    static float[][] rows(int count, int length) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new float[length];
        }
        return rows;
    }
}

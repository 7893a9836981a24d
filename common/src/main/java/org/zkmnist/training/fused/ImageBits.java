package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.LANES;

import org.zkmnist.dataset.LabelledImages;

/** Rounded images, one bit a pixel: 28 columns an image, bit y of a column being the pixel of row y. */
final class ImageBits {
    private final int[] columns;

    ImageBits(LabelledImages images) {
        columns = new int[images.count() * IMAGE_SIDE];
        for (int image = 0; image < images.count(); image++) {
            for (int y = 0; y < IMAGE_SIDE; y++) {
                addRow(images.pixels(), image * LabelledImages.PIXELS + y * IMAGE_SIDE, y, image * IMAGE_SIDE);
            }
        }
    }

    /** As {@link LabelledImages#rounded}, without a branch: the sign bit is set from 128 on. */
    private void addRow(byte[] pixels, int from, int y, int at) {
        for (int x = 0; x < IMAGE_SIDE; x++) {
            columns[at + x] |= (pixels[from + x] >>> 31) << y;
        }
    }

    /**
     * Gathers a chunk with the image innermost.
     *
     * @param count images wanted, at most {@link Shape#LANES}; the places of the others are blank
     * @param out {@code out[x * LANES + image]} becomes column x of image {@code first + image}
     */
    void gather(int first, int count, int[] out) {
        for (int x = 0; x < IMAGE_SIDE; x++) {
            for (int image = 0; image < LANES; image++) {
                out[x * LANES + image] = image < count ? columns[(first + image) * IMAGE_SIDE + x] : 0;
            }
        }
    }

    /** Turns gathered columns into rows of pixels 0 and 1: {@code rows[y][x * LANES + image]}. */
    static void unpack(int[] gathered, float[][] rows) {
        for (int y = 0; y < IMAGE_SIDE; y++) {
            unpackRow(gathered, rows[y], y);
        }
    }

    private static void unpackRow(int[] gathered, float[] row, int y) {
        for (int j = 0; j < IMAGE_SIDE * LANES; j++) {
            row[j] = (gathered[j] >> y) & 1;
        }
    }
}

package org.zkmnist.dataset;

/**
 * Images of 28 × 28 grey values with the digit that each shows.
 *
 * @param pixels one unsigned byte a pixel, 0 (background) to 255 (ink), row by row, image after image; not copied, and
 *     not to be changed
 * @param labels one digit 0 to 9 an image; not copied, and not to be changed
 */
public record LabelledImages(byte[] pixels, byte[] labels) {
    public static final int SIDE = 28;
    public static final int PIXELS = SIDE * SIDE;

    public LabelledImages {
        if (pixels.length != labels.length * PIXELS) {
            throw new IllegalArgumentException(pixels.length + " pixels do not make " + labels.length + " images");
        }
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Grey value of one pixel as the float32 that PyTorch's {@code ToTensor} gives: value/255, from 0 to 1. */
    public float unrounded(int image, int pixel) {
        return (pixels[image * PIXELS + pixel] & 0xFF) / 255f;
    }

    /** Whether the pixel, rounded to 0 or 1 as for training, is 1: grey values of 128 and more are. */
    public boolean rounded(int image, int pixel) {
        return pixels[image * PIXELS + pixel] < 0;
    }

    /** The digit that the image shows. */
    public int label(int image) {
        return labels[image];
    }
}

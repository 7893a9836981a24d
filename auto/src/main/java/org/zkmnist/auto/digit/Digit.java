package org.zkmnist.auto.digit;

import java.util.Optional;

/**
 * One image as the networks are given it.
 *
 * @param pixels 784 grey values row by row, 0 (background) to 1 (ink)
 * @param drawing what it was made of, if it was a picture of another size
 */
record Digit(float[] pixels, Optional<Drawing> drawing) {
    /**
     * The picture that a digit was found in.
     *
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @param background what the border was taken for
     */
    record Drawing(int width, int height, Background background) {}

    static Digit ofPixels(float[] pixels) {
        return new Digit(pixels, Optional.empty());
    }
}

package org.zkmnist.auto.digit;

/**
 * A picture reduced to what tells ink from background, one unsigned byte a pixel, row by row.
 *
 * @param luminance 0 (black) to 255 (white); not copied
 * @param opacity 0 (transparent) to 255 (opaque); not copied
 */
record GreyPicture(int width, int height, byte[] luminance, byte[] opacity) {
    int luminance(int x, int y) {
        return luminance[y * width + x] & 0xFF;
    }

    int opacity(int x, int y) {
        return opacity[y * width + x] & 0xFF;
    }
}

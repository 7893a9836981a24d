package org.zkmnist.auto.digit;

/**
 * A picture as amounts of ink, however it was coloured.
 *
 * @param background what the border was taken for
 * @param ink one value a pixel, row by row: 0 (background) to 255; not copied
 */
record InkPicture(int width, int height, Background background, byte[] ink) {
    /** Less of a difference than this between background and ink, out of 255, is no drawing. */
    private static final int LEAST_CONTRAST = 16;

    /** What the border's noise may make of the threshold at most. */
    private static final int LARGEST_THRESHOLD = 32;

    /**
     * Ink is what is darker than a light border or lighter than a dark one. The border is the outermost pixels; most of
     * them decide. Where it is transparent, the drawing is put on white if it is dark and on black if it is light.
     * Differences within twice the border's noise count as none.
     *
     * @throws Refusal if there is nothing but background
     */
    static InkPicture of(GreyPicture picture) throws Refusal {
        Border border = Border.of(picture);
        Background background = border.background();
        int level = background == Background.TRANSPARENT ? opposite(picture) : border.level();
        int direction = level >= 128 ? -1 : 1;
        int threshold = Math.min(LARGEST_THRESHOLD, 2 * border.noise());
        byte[] ink = new byte[picture.width() * picture.height()];
        int most = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int difference = direction * (picture.luminance(x, y) - level);
                int amount = Math.max(0, difference) * picture.opacity(x, y) / 255;
                if (amount > threshold) {
                    ink[y * picture.width() + x] = (byte) amount;
                    most = Math.max(most, amount);
                }
            }
        }
        if (most < LEAST_CONTRAST) {
            throw Refusal.badRequest("the drawing is empty: nothing stands out from its " + background.label()
                    + " background, which the border shows");
        }
        return new InkPicture(picture.width(), picture.height(), background, ink);
    }

    /** White for a picture whose opaque pixels are dark, black for one whose are light. */
    private static int opposite(GreyPicture picture) {
        long darkness = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                darkness += picture.opacity(x, y) * (128L - picture.luminance(x, y));
            }
        }
        return darkness >= 0 ? 255 : 0;
    }

    int ink(int x, int y) {
        return ink[y * width + x] & 0xFF;
    }
}

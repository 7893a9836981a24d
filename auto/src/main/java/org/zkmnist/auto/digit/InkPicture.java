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
     * Ink is what is opaque on a transparent border, what is darker than a light border or lighter than a dark one. The
     * border is the outermost pixels; most of them decide. Differences within twice the border's noise count as none.
     *
     * @throws Refusal if there is nothing but background
     */
    static InkPicture of(GreyPicture picture) throws Refusal {
        Border border = Border.of(picture);
        Background background = border.background();
        int level = border.level();
        int threshold = Math.min(LARGEST_THRESHOLD, 2 * border.noise());
        byte[] ink = new byte[picture.width() * picture.height()];
        int most = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int difference = difference(background, level, picture.luminance(x, y));
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

    private static int difference(Background background, int level, int luminance) {
        return switch (background) {
            case LIGHT -> level - luminance;
            case DARK -> luminance - level;
            case TRANSPARENT -> 255;
        };
    }

    int ink(int x, int y) {
        return ink[y * width + x] & 0xFF;
    }
}

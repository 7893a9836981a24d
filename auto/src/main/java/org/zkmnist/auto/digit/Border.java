package org.zkmnist.auto.digit;

/**
 * The outermost pixels of a picture.
 *
 * @param background what most of them show
 * @param level their median luminance, 0 to 255
 * @param noise how far nine tenths of them stay within of the level, 0 to 255; 0 for a transparent border
 */
record Border(Background background, int level, int noise) {
    private static final int LEVELS = 256;

    static Border of(GreyPicture picture) {
        int[] luminances = new int[LEVELS];
        int opaque = 0;
        int all = 0;
        for (int y = 0; y < picture.height(); y++) {
            boolean edge = y == 0 || y == picture.height() - 1;
            int step = edge ? 1 : Math.max(1, picture.width() - 1);
            for (int x = 0; x < picture.width(); x += step) {
                all++;
                if (picture.opacity(x, y) >= LEVELS / 2) {
                    opaque++;
                    luminances[picture.luminance(x, y)]++;
                }
            }
        }
        if (2 * opaque < all) {
            return new Border(Background.TRANSPARENT, 0, 0);
        }
        int level = quantile(luminances, opaque / 2);
        int[] distances = new int[LEVELS];
        for (int luminance = 0; luminance < LEVELS; luminance++) {
            distances[Math.abs(luminance - level)] += luminances[luminance];
        }
        Background background = level >= LEVELS / 2 ? Background.LIGHT : Background.DARK;
        return new Border(background, level, quantile(distances, (int) (opaque * 9L / 10)));
    }

    /** The value of which {@code rank} pixels have less or as much. */
    private static int quantile(int[] counts, int rank) {
        int value = 0;
        for (int below = counts[0]; below <= rank && value < LEVELS - 1; below += counts[value]) {
            value++;
        }
        return value;
    }
}

package org.zkmnist.auto.digit;

/** The smallest rectangle that holds all ink of a picture, in pixels. */
record Bounds(int left, int top, int width, int height) {
    /** @param picture with some ink */
    static Bounds of(InkPicture picture) {
        int left = picture.width();
        int right = -1;
        int top = picture.height();
        int bottom = -1;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (picture.ink(x, y) > 0) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        return new Bounds(left, top, right - left + 1, bottom - top + 1);
    }
}

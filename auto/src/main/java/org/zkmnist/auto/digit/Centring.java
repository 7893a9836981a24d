package org.zkmnist.auto.digit;

import java.util.Arrays;
import org.zkmnist.dataset.LabelledImages;

/**
 * Brings drawn ink to 28 × 28 pixels the way MNIST was made: its bounding box is scaled to 20 pixels along its longer
 * side, keeping the aspect ratio, and placed so that the pixel that holds the centre of mass becomes pixel (14, 14).
 */
final class Centring {
    private static final int BOX = 20;
    private static final int SIDE = LabelledImages.SIDE;
    /** Of the pixel that the centre of mass comes to lie in, as it does in MNIST's own images. */
    private static final int CENTRE = 14;

    private Centring() {}

    /**
     * @param picture with some ink
     * @return 784 grey values, the largest of them 1
     */
    static float[] centre(InkPicture picture) {
        Bounds bounds = Bounds.of(picture);
        double scale = (double) BOX / Math.max(bounds.width(), bounds.height());
        double[][] box = scaled(picture, bounds, scale);
        int left = place(centreOfMass(box, true), (int) Math.ceil(bounds.width() * scale - 1e-9));
        int top = place(centreOfMass(box, false), (int) Math.ceil(bounds.height() * scale - 1e-9));
        return normalised(box, left, top);
    }

    /**
     * The box at its new size: each pixel gets the ink of the area that it covers, so that nothing is lost between the
     * samples however much larger the picture is.
     */
    private static double[][] scaled(InkPicture picture, Bounds bounds, double scale) {
        double[][] box = new double[BOX][BOX];
        double[] row = new double[BOX];
        for (int y = 0; y < bounds.height(); y++) {
            Arrays.fill(row, 0);
            for (int x = 0; x < bounds.width(); x++) {
                int ink = picture.ink(bounds.left() + x, bounds.top() + y);
                if (ink > 0) {
                    spread(ink, x * scale, (x + 1) * scale, row);
                }
            }
            double from = y * scale;
            double to = (y + 1) * scale;
            for (int target = (int) from; target < Math.min(BOX, to); target++) {
                double share = Math.min(to, target + 1) - Math.max(from, target);
                for (int x = 0; x < BOX; x++) {
                    box[target][x] += share * row[x];
                }
            }
        }
        return box;
    }

    /** Adds to each pixel as much as it has of the interval. */
    private static void spread(int ink, double from, double to, double[] row) {
        for (int target = (int) from; target < Math.min(BOX, to); target++) {
            row[target] += ink * (Math.min(to, target + 1) - Math.max(from, target));
        }
    }

    private static double centreOfMass(double[][] box, boolean alongX) {
        double mass = 0;
        double moment = 0;
        for (int y = 0; y < BOX; y++) {
            for (int x = 0; x < BOX; x++) {
                mass += box[y][x];
                moment += box[y][x] * ((alongX ? x : y) + 0.5);
            }
        }
        return moment / mass;
    }

    /** Where a box of {@code length} pixels begins; a lopsided one is moved no further than to the image's edge. */
    private static int place(double centreOfMass, int length) {
        // A symmetric drawing's centre lies on a pixel's edge; rounding errors must not decide on which side.
        int centre = (int) (centreOfMass + 1e-6);
        return Math.max(0, Math.min(SIDE - length, CENTRE - centre));
    }

    /** Strokes thinner than a pixel, or of a pale colour, would otherwise be fainter than any that MNIST has. */
    private static float[] normalised(double[][] box, int left, int top) {
        double most = 0;
        for (double[] row : box) {
            for (double value : row) {
                most = Math.max(most, value);
            }
        }
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int y = 0; y < BOX && top + y < SIDE; y++) {
            for (int x = 0; x < BOX && left + x < SIDE; x++) {
                pixels[(top + y) * SIDE + left + x] = (float) Math.min(1, box[y][x] / most);
            }
        }
        return pixels;
    }
}

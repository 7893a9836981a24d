package org.zkmnist.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.zkmnist.dataset.LabelledImages;

/** Pictures of digits as they stand in the dataset: ink is dark, the page light. */
public final class Digits {
    private static final int COLUMNS = 10;
    private static final int CELL = 70;
    private static final int CAPTION = 18;
    private static final double SCALE = 2;

    private Digits() {}

    /** One digit to draw: grey values from 0 (background) to 1 (ink), row by row, and what stands below it. */
    record Captioned(float[] pixels, String caption) {}

    /**
     * Neighbouring images in rows of ten, each with its label.
     *
     * @param first index of the first image
     * @param count how many, at least 1
     */
    public static Picture grid(LabelledImages images, int first, int count) {
        return grid(IntStream.range(first, first + count)
                .mapToObj(image -> new Captioned(grey(images, image), String.valueOf(images.label(image))))
                .toList());
    }

    /** One image large, as it is stored and as it is rounded for training. */
    public static Picture greyAndRounded(LabelledImages images, int image) {
        int side = LabelledImages.SIDE * 8;
        return Canvas.draw(2 * side + 60, side + 40, "image " + image + ", grey and rounded", graphics -> {
            drawLarge(graphics, grey(images, image), 10, 10, 8, "grey values 0 to 255, as exported");
            drawLarge(graphics, rounded(images, image), side + 50, 10, 8, "rounded to 0 or 1, as trained with");
        });
    }

    /** Images chosen by their index, with captions of the caller's. */
    static Picture grid(List<Captioned> digits) {
        int columns = Math.min(COLUMNS, digits.size());
        int rows = (digits.size() + columns - 1) / columns;
        String words = "digits: "
                + String.join(", ", digits.stream().map(Captioned::caption).toList());
        return Canvas.draw(columns * CELL + 10, rows * (CELL + CAPTION) + 10, words, graphics -> {
            graphics.setFont(Canvas.font(Font.PLAIN, 12));
            for (int i = 0; i < digits.size(); i++) {
                int left = 5 + i % columns * CELL;
                int top = 5 + i / columns * (CELL + CAPTION);
                double margin = (CELL - LabelledImages.SIDE * SCALE) / 2;
                draw(graphics, digits.get(i).pixels(), left + margin, top + margin, SCALE);
                graphics.setColor(Canvas.FAINT);
                Canvas.centred(graphics, digits.get(i).caption(), left + CELL / 2.0, top + CELL + 8);
            }
        });
    }

    private static void drawLarge(
            Graphics2D graphics, float[] pixels, double left, double top, double scale, String caption) {
        draw(graphics, pixels, left, top, scale);
        graphics.setColor(Canvas.FAINT);
        graphics.setFont(Canvas.font(Font.PLAIN, 12));
        double side = LabelledImages.SIDE * scale;
        Canvas.centred(graphics, caption, left + side / 2, top + side + 20);
    }

    /** Draws one image of 784 grey values with a thin frame. */
    static void draw(Graphics2D graphics, float[] pixels, double left, double top, double scale) {
        for (int y = 0; y < LabelledImages.SIDE; y++) {
            for (int x = 0; x < LabelledImages.SIDE; x++) {
                int light = Math.round(255 * (1 - pixels[y * LabelledImages.SIDE + x]));
                graphics.setColor(new Color(light, light, light));
                graphics.fill(new Rectangle2D.Double(left + x * scale, top + y * scale, scale, scale));
            }
        }
        double side = LabelledImages.SIDE * scale;
        graphics.setColor(new Color(0xDDDDDD));
        graphics.draw(new Rectangle2D.Double(left - 0.5, top - 0.5, side + 1, side + 1));
    }

    /** The image's 784 values from 0 to 1, not rounded. */
    static float[] grey(LabelledImages images, int image) {
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.unrounded(image, i);
        }
        return pixels;
    }

    private static float[] rounded(LabelledImages images, int image) {
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.rounded(image, i) ? 1 : 0;
        }
        return pixels;
    }
}

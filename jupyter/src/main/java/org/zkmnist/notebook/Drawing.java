package org.zkmnist.notebook;

import java.util.List;
import org.zkmnist.dataset.LabelledImages;

/** A digit drawn with characters, brought into the form of MNIST's images. */
public final class Drawing {
    private static final int SIDE = LabelledImages.SIDE;

    private Drawing() {}

    /**
     * An image whose centre of mass is its middle, as in MNIST.
     *
     * @param digit that it is meant to show, 0 to 9
     * @param drawing at most 28 lines of at most 28 characters, one a pixel: a blank or a dot is background, a plus is
     *     half ink, everything else is ink; MNIST's digits are about 20 pixels high, their strokes two or three wide
     * @return the one image with its label
     * @throws NotebookException if the drawing is empty or too large, or the digit is none
     */
    public static LabelledImages of(int digit, String drawing) {
        List<String> lines = drawing.lines().toList();
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        if (digit < 0 || digit > 9) {
            throw new NotebookException("The digit is " + digit + ", expected 0 to 9.");
        }
        if (lines.size() > SIDE || width > SIDE) {
            throw new NotebookException("The drawing has " + lines.size() + " lines of up to " + width
                    + " characters, expected at most 28 lines of 28.");
        }
        int[][] ink = new int[SIDE][SIDE];
        for (int y = 0; y < lines.size(); y++) {
            for (int x = 0; x < lines.get(y).length(); x++) {
                ink[y][x] = ink(lines.get(y).charAt(x));
            }
        }
        return new LabelledImages(centred(ink), new byte[] {(byte) digit});
    }

    private static int ink(char character) {
        return switch (character) {
            case ' ', '.' -> 0;
            case '+' -> 128;
            default -> 255;
        };
    }

    private static byte[] centred(int[][] ink) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sum += ink[y][x];
                sumX += ink[y][x] * (double) x;
                sumY += ink[y][x] * (double) y;
            }
        }
        if (sum == 0) {
            throw new NotebookException("The drawing is empty: draw with any character but a blank or a dot.");
        }
        int right = (int) Math.round((SIDE - 1) / 2.0 - sumX / sum);
        int down = (int) Math.round((SIDE - 1) / 2.0 - sumY / sum);
        byte[] pixels = new byte[LabelledImages.PIXELS];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int toX = x + right;
                int toY = y + down;
                if (ink[y][x] > 0 && toX >= 0 && toX < SIDE && toY >= 0 && toY < SIDE) {
                    pixels[toY * SIDE + toX] = (byte) ink[y][x];
                }
            }
        }
        return pixels;
    }
}

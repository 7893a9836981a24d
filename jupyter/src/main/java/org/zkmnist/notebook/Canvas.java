package org.zkmnist.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** A white sheet to draw on in the page's own pixels; what comes of it is as sharp as the screen allows. */
final class Canvas {
    static final Color INK = new Color(0x222222);
    static final Color FAINT = new Color(0x666666);

    private Canvas() {}

    /**
     * Draws a picture.
     *
     * @param width in pixels of the page
     * @param height in pixels of the page
     */
    static Picture draw(int width, int height, String words, Consumer<Graphics2D> drawing) {
        // Java forgets an interrupt while it looks for fonts, which it does once.
        boolean interrupted = Thread.interrupted();
        try {
            return Picture.image(drawn(width, height, drawing), words);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static BufferedImage drawn(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(
                width * Picture.PIXEL_RATIO, height * Picture.PIXEL_RATIO, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(Picture.PIXEL_RATIO, Picture.PIXEL_RATIO);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setStroke(new BasicStroke(1));
            graphics.setColor(INK);
            drawing.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    static Font font(int style, float size) {
        return new Font(Font.SANS_SERIF, style, 12).deriveFont(size);
    }

    /** Writes a line of text around the middle {@code x}, on the base line {@code y}. */
    static void centred(Graphics2D graphics, String text, double x, double y) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), (float) y);
    }
}

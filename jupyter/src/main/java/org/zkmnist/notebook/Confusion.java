package org.zkmnist.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.training.Evaluation;

/** Which digits a network takes for which others, as coloured tables of counts. */
public final class Confusion {
    private static final int CELL = 36;
    private static final int LEFT = 44;
    private static final int TOP = 64;
    private static final int WIDTH = LEFT + 10 * CELL + 26;
    private static final int HEIGHT = TOP + 10 * CELL + 12;

    private Confusion() {}

    /** The confusion matrices of networks side by side, on the rounded test images. */
    public static Picture matrices(EvaluatedModel... networks) {
        List<String> titles = List.of(networks).stream().map(Confusion::title).toList();
        return Canvas.draw(
                WIDTH * networks.length, HEIGHT, "confusion matrices: " + String.join("; ", titles), graphics -> {
                    for (int i = 0; i < networks.length; i++) {
                        draw(graphics, networks[i], titles.get(i));
                        graphics.translate(WIDTH, 0);
                    }
                });
    }

    private static String title(EvaluatedModel network) {
        return String.format(
                Locale.ROOT,
                "%s network, accuracy %.4f",
                network.model().kind().label(),
                network.rounded().accuracy());
    }

    private static void draw(Graphics2D graphics, EvaluatedModel network, String title) {
        graphics.setColor(Canvas.INK);
        graphics.setFont(Canvas.font(Font.BOLD, 14));
        Canvas.centred(graphics, title, LEFT + 5 * CELL, 20);
        graphics.setFont(Canvas.font(Font.PLAIN, 12));
        graphics.setColor(Canvas.FAINT);
        Canvas.centred(graphics, "answer of the network", LEFT + 5 * CELL, 40);
        drawUpwards(graphics, "digit of the image");
        Color full = ChartStyle.of(network.model().kind());
        for (int digit = 0; digit < 10; digit++) {
            graphics.setColor(Canvas.FAINT);
            Canvas.centred(graphics, String.valueOf(digit), LEFT + (digit + 0.5) * CELL, TOP - 8);
            Canvas.centred(graphics, String.valueOf(digit), LEFT - 12, TOP + (digit + 0.6) * CELL);
            drawRow(graphics, network.rounded(), digit, full);
        }
    }

    private static void drawUpwards(Graphics2D graphics, String text) {
        var upright = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, 14, TOP + 5 * CELL);
        Canvas.centred(graphics, text, 14, TOP + 5 * CELL);
        graphics.setTransform(upright);
    }

    /** Colours by the share of the digit's images, on a root scale, so that rare mistakes can be seen. */
    private static void drawRow(Graphics2D graphics, Evaluation evaluation, int digit, Color full) {
        List<Integer> row = evaluation.confusion().get(digit);
        int images = row.stream().mapToInt(Integer::intValue).sum();
        for (int answer = 0; answer < 10; answer++) {
            double strength = images == 0 ? 0 : Math.sqrt((double) row.get(answer) / images);
            graphics.setColor(mix(full, strength));
            graphics.fill(new Rectangle2D.Double(LEFT + answer * CELL, TOP + digit * CELL, CELL - 1, CELL - 1));
            graphics.setColor(strength > 0.6 ? Color.WHITE : Canvas.INK);
            graphics.setFont(Canvas.font(answer == digit ? Font.BOLD : Font.PLAIN, 11));
            Canvas.centred(
                    graphics,
                    String.valueOf(row.get(answer)),
                    LEFT + (answer + 0.5) * CELL,
                    TOP + (digit + 0.6) * CELL);
        }
    }

    private static Color mix(Color full, double strength) {
        return new Color(
                (int) (255 + (full.getRed() - 255) * strength), (int) (255 + (full.getGreen() - 255) * strength), (int)
                        (255 + (full.getBlue() - 255) * strength));
    }
}

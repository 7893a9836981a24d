package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.training.Classification;
import org.zkmnist.training.fused.ImageClassifier;

class DrawnDigitTest {
    private static final int COUNT = 200;

    @Test
    void testImagesDrawnLargeAndShiftedComeBackAsTheyWere() throws Exception {
        Random random = new Random(6);
        double largestDifference = 0;
        for (int image = 0; image < COUNT; image++) {
            BufferedImage large = PngPictures.enlarged(
                    PngPictures.testImage(image), 10, 330, random.nextInt(50), random.nextInt(50), image % 2 == 0);
            float[] found = DrawnDigit.read(PngPictures.png(large)).pixels();
            float[] original = PngPictures.pixels(image);
            for (int i = 0; i < original.length; i++) {
                largestDifference = Math.max(largestDifference, Math.abs(found[i] - original[i]));
            }
        }
        assertThat(largestDifference).isLessThan(0.03);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void testImagesInOtherSizesAreMostlyTakenForTheSameDigit(int factor) throws Exception {
        ImageClassifier classifier = new ImageClassifier(TrainedNetworks.good());
        int same = 0;
        for (int image = 0; image < COUNT; image++) {
            BufferedImage smooth = smooth(PngPictures.testImage(image), factor);
            Classification drawn =
                    classifier.classify(DrawnDigit.read(PngPictures.png(smooth)).pixels());
            Classification original = classifier.classify(PngPictures.pixels(image));
            same += drawn.digit() == original.digit() ? 1 : 0;
        }
        assertThat(same).isGreaterThan(COUNT * 17 / 20);
    }

    /** Enlarged with smooth edges, as a drawing program would. */
    private static BufferedImage smooth(int[] ink, int factor) {
        BufferedImage small = PngPictures.enlarged(ink, 1, 28, 0, 0, true);
        BufferedImage large = new BufferedImage(28 * factor, 28 * factor, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(small, 0, 0, 28 * factor, 28 * factor, null);
        graphics.dispose();
        return large;
    }

    @Test
    void answerSaysWhatThePictureWasTakenFor() throws Exception {
        BufferedImage picture = PngPictures.enlarged(PngPictures.testImage(0), 5, 150, 3, 7, true);
        try (DigitServer server = DigitServer.withAll()) {
            HttpResponse<byte[]> response =
                    server.post("/api/classify", PngPictures.png(picture), "Content-Type", "image/png");
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode answer = DigitServer.json(response);
            assertThat(answer.get("good").get("digit").intValue()).isEqualTo(7);
            assertThat(answer.get("drawing").toString())
                    .isEqualTo("{\"width\":150,\"height\":150,\"background\":\"light\"}");
            assertThat(answer.get("pixels")).hasSize(784);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 40, 90})
    void strokesOfAnyWidthAreCentredInATwentyPixelBox(int width) throws Exception {
        float[] pixels = DrawnDigit.read(PngPictures.png(stroke(600, width))).pixels();

        int top = 28;
        int bottom = 0;
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        float most = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] > 0) {
                top = Math.min(top, i / 28);
                bottom = Math.max(bottom, i / 28);
            }
            most = Math.max(most, pixels[i]);
            mass += pixels[i];
            momentX += pixels[i] * (i % 28 + 0.5);
            momentY += pixels[i] * (i / 28 + 0.5);
        }
        assertThat(bottom - top + 1).isEqualTo(20);
        assertThat(most).isEqualTo(1);
        assertThat(momentX / mass).isBetween(14 - 1e-6, 15 + 1e-6);
        assertThat(momentY / mass).isBetween(14 - 1e-6, 15 + 1e-6);
    }

    /** A slanted line from near the top to near the bottom, at the right side of the picture. */
    private static BufferedImage stroke(int side, int width) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.drawLine(side * 4 / 5, side / 6, side * 3 / 4, side * 5 / 6);
        graphics.dispose();
        return image;
    }

    @Test
    void lopsidedDrawingLosesNothingAtTheEdge() throws Exception {
        // A heavy block at one end of a long thin line: with its centre of mass in the middle it would stick out.
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.fillRect(50, 50, 40, 40);
        graphics.fillRect(50, 88, 200, 2);
        graphics.dispose();

        float[] pixels = DrawnDigit.read(PngPictures.png(image)).pixels();

        boolean lineEnds = false;
        for (int y = 0; y < 28; y++) {
            lineEnds |= pixels[y * 28 + 27] > 0;
        }
        assertThat(lineEnds).isTrue();
    }

    @Test
    void noiseOfTheBackgroundIsNoInk() throws Exception {
        BufferedImage image = PngPictures.enlarged(PngPictures.testImage(4), 10, 400, 50, 30, true);
        Random random = new Random(1);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                int grey = Math.max(0, (image.getRGB(x, y) & 0xFF) - random.nextInt(10));
                image.setRGB(x, y, grey * 0x10101);
            }
        }
        float[] found = DrawnDigit.read(PngPictures.png(image)).pixels();

        double difference = 0;
        float[] original = PngPictures.pixels(4);
        for (int i = 0; i < original.length; i++) {
            difference += Math.abs(found[i] - original[i]);
        }
        assertThat(difference / 784).isLessThan(0.03);
    }
}

package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedPngTest {
    private static final byte[] INTACT =
            PngPictures.png(PngPictures.enlarged(PngPictures.testImage(0), 3, 100, 5, 5, true));

    private static DigitServer server;

    @BeforeAll
    static void start() {
        server = DigitServer.withAll();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> damaged() {
        byte[] none = new byte[0];
        return Stream.of(
                Arguments.of(
                        "text", new byte[] {'h', 'i'}, "is not a PNG image: it does not begin with PNG's signature"),
                Arguments.of("JPEG", new byte[] {-1, -40, -1, -32, 0, 0, 0, 0, 0, 0}, "is not a PNG image"),
                Arguments.of("signature only", Arrays.copyOf(INTACT, 8), "the PNG image ends early, after 8 bytes"),
                Arguments.of("header cut", Arrays.copyOf(INTACT, 30), "the PNG image ends early, after 30 bytes"),
                Arguments.of("pixels cut", Arrays.copyOf(INTACT, 200), "the PNG image ends early, after 200 bytes"),
                Arguments.of(
                        "end missing",
                        Arrays.copyOf(INTACT, INTACT.length - 12),
                        "the PNG image ends early, after " + (INTACT.length - 12) + " bytes"),
                Arguments.of("one bit flipped", flipped(60), "the checksum of the chunk at byte 33 does not match"),
                Arguments.of("endless chunk", length(0x7FFFFFFF), "the PNG image ends early"),
                Arguments.of("negative chunk", length(-1), "the chunk at byte 33 has an impossible length"),
                Arguments.of("no width", PngPictures.file(0, 5, 8, 0, none), "its size is 0 × 5 pixels"),
                Arguments.of("negative height", PngPictures.file(5, -5, 8, 0, none), "its size is 5 × -5 pixels"),
                Arguments.of(
                        "bomb",
                        PngPictures.file(65_535, 65_535, 8, 6, new byte[1 << 20]),
                        "has 65535 × 65535 pixels; expected at most 4194304"),
                Arguments.of("one row too many", PngPictures.file(2048, 2049, 8, 0, none), "2048 × 2049 pixels"),
                Arguments.of("no pixels", PngPictures.file(20, 20, 8, 0, none), "its pixels cannot be unpacked"),
                Arguments.of("few pixels", PngPictures.file(20, 20, 8, 0, new byte[50]), "cannot be unpacked"),
                Arguments.of("odd depth", PngPictures.file(20, 20, 5, 0, new byte[420]), "cannot be unpacked"),
                Arguments.of("odd colours", PngPictures.file(20, 20, 8, 5, new byte[420]), "cannot be unpacked"),
                Arguments.of("palette missing", PngPictures.file(20, 20, 8, 3, new byte[420]), "cannot be unpacked"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void whatIsNoIntactPngIsRefusedWithOneLine(String name, byte[] png, String detail) throws Exception {
        ProblemAnswer.assertProblem(server.post("/api/classify", png, "Content-Type", "image/png"), 400, detail);
    }

    private static byte[] flipped(int at) {
        byte[] png = INTACT.clone();
        png[at] ^= 4;
        return png;
    }

    /** With another length of the second chunk. */
    private static byte[] length(int length) {
        byte[] png = INTACT.clone();
        ByteBuffer.wrap(png).putInt(33, length);
        return png;
    }

    @Test
    void everyBeginningOfAnImageIsRefused() {
        for (int length = 0; length < INTACT.length; length++) {
            byte[] beginning = Arrays.copyOf(INTACT, length);
            assertThat(refusal(beginning)).startsWith("the ").contains("PNG");
        }
    }

    @Test
    void emptyDrawingIsRefusedAndSaysWhatWasTakenForBackground() {
        BufferedImage white = PngPictures.enlarged(new int[784], 1, 50, 0, 0, true);
        assertThat(refusal(PngPictures.png(white)))
                .isEqualTo(
                        "the drawing is empty: nothing stands out from its light background, which the border shows");
        BufferedImage black = PngPictures.enlarged(new int[784], 1, 1, 0, 0, false);
        assertThat(refusal(PngPictures.png(black))).contains("its dark background");
        BufferedImage transparent = new BufferedImage(30, 40, BufferedImage.TYPE_INT_ARGB);
        assertThat(refusal(PngPictures.png(transparent))).contains("its transparent background");
        white.setRGB(20, 20, 0xFAFAFA);
        assertThat(refusal(PngPictures.png(white))).contains("its light background");
    }

    @Test
    void largestPictureIsRead() throws Exception {
        byte[] rows = new byte[2049 * 2048];
        for (int y = 500; y < 1500; y++) {
            Arrays.fill(rows, 2049 * y + 1000, 2049 * y + 1100, (byte) 255);
        }
        float[] pixels =
                DrawnDigit.read(PngPictures.file(2048, 2048, 8, 0, rows)).pixels();
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                boolean ink = y >= 4 && y < 24 && x >= 13 && x < 15;
                assertThat(pixels[y * 28 + x]).isEqualTo(ink ? 1 : 0);
            }
        }
    }

    private static String refusal(byte[] png) {
        try {
            DrawnDigit.read(png);
            return "";
        } catch (Refusal refusal) {
            return refusal.getMessage();
        }
    }
}

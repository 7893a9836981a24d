package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test image of 28 × 28 in every kind of PNG file: what the network is given is always the same. */
class PngFormatsTest {
    private static final int IMAGE = 0;
    private static final int[] INK = PngPictures.testImage(IMAGE);
    private static final byte[] ALL_GREYS = bytes(768, i -> i / 3);

    static Stream<Arguments> formats() {
        return Stream.of(
                Arguments.of("grey, light on dark", file(8, 0, ink -> new int[] {ink}), Background.DARK),
                Arguments.of("grey, dark on light", file(8, 0, ink -> new int[] {255 - ink}), Background.LIGHT),
                Arguments.of("grey, 16 bit", file(16, 0, ink -> new int[] {255 - ink, 77}), Background.LIGHT),
                Arguments.of("RGB", file(8, 2, ink -> new int[] {ink, ink, ink}), Background.DARK),
                Arguments.of("RGB, 16 bit", file(16, 2, ink -> new int[] {ink, 1, ink, 2, ink, 3}), Background.DARK),
                Arguments.of(
                        "black on transparent grey", file(8, 4, ink -> new int[] {0, ink}), Background.TRANSPARENT),
                Arguments.of(
                        "white on transparent black",
                        file(8, 6, ink -> new int[] {255, 255, 255, ink}),
                        Background.TRANSPARENT),
                Arguments.of(
                        "red on transparent", file(8, 6, ink -> new int[] {200, 30, 30, ink}), Background.TRANSPARENT),
                Arguments.of(
                        "half transparent ink on white",
                        file(8, 6, ink -> ink > 0 ? new int[] {0, 0, 0, ink} : new int[] {255, 255, 255, 255}),
                        Background.LIGHT),
                Arguments.of(
                        "palette",
                        file(8, 3, ink -> new int[] {ink}, PngPictures.chunk("PLTE", ALL_GREYS)),
                        Background.DARK),
                Arguments.of(
                        "palette with transparency",
                        file(
                                8,
                                3,
                                ink -> new int[] {ink},
                                PngPictures.chunk("PLTE", new byte[768]),
                                PngPictures.chunk("tRNS", bytes(256, i -> i))),
                        Background.TRANSPARENT),
                Arguments.of(
                        "grey of which one level is transparent",
                        file(8, 0, ink -> new int[] {ink}, PngPictures.chunk("tRNS", new byte[] {0, 0})),
                        Background.TRANSPARENT),
                Arguments.of(
                        "grey with gamma and a text",
                        file(
                                8,
                                0,
                                ink -> new int[] {255 - ink},
                                PngPictures.chunk("gAMA", new byte[] {0, 0, 1, 0}),
                                PngPictures.chunk("zTXt", new byte[] {'a', 0, 0, 1, 2, 3})),
                        Background.LIGHT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void everyKindOfPictureGivesTheSamePixels(String name, byte[] png, Background background) throws Exception {
        Digit digit = DrawnDigit.read(png);

        assertThat(digit.drawing().orElseThrow().background()).isEqualTo(background);
        assertThat(digit.pixels()).containsExactly(PngPictures.pixels(IMAGE), within(0.01f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void greyValuesOfFewBitsAreRead(int depth) throws Exception {
        int levels = (1 << depth) - 1;
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = 0; y < 28; y++) {
            rows.write(0);
            for (int x = 0; x < 28; x += 8 / depth) {
                int packed = 0;
                for (int i = x; i < Math.min(28, x + 8 / depth); i++) {
                    packed |= levels - INK[y * 28 + i] * levels / 255 << 8 - depth * (i - x + 1);
                }
                rows.write(packed);
            }
        }
        float[] pixels = DrawnDigit.read(PngPictures.file(28, 28, depth, 0, rows.toByteArray()))
                .pixels();

        Set<Float> found = new TreeSet<>();
        for (float pixel : pixels) {
            found.add(pixel * levels);
        }
        assertThat(found).allSatisfy(level -> assertThat(level).isCloseTo(Math.round(level), within(0.05f)));
        assertThat(found).hasSizeBetween(2, levels + 1);
    }

    @Test
    void interlacedPicturesAreRead() throws Exception {
        BufferedImage image = PngPictures.enlarged(INK, 3, 100, 5, 5, true);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream interlaced = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(interlaced)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        assertThat(interlaced.toByteArray()[28]).as("the header's flag").isEqualTo((byte) 1);

        assertThat(DrawnDigit.read(interlaced.toByteArray()).pixels())
                .containsExactly(PngPictures.pixels(IMAGE), within(0.01f));
    }

    private interface Samples {
        int[] of(int ink);
    }

    private static byte[] file(int depth, int colourType, Samples samples, byte[]... chunks) {
        return PngPictures.file(28, 28, depth, colourType, rows(samples), chunks);
    }

    private static byte[] rows(Samples samples) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int pixel = 0; pixel < INK.length; pixel++) {
            if (pixel % 28 == 0) {
                rows.write(0);
            }
            for (int sample : samples.of(INK[pixel])) {
                rows.write(sample);
            }
        }
        return rows.toByteArray();
    }

    private static byte[] bytes(int count, IntUnaryOperator value) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) value.applyAsInt(i);
        }
        return bytes;
    }
}

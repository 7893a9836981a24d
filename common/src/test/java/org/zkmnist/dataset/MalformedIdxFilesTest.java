package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Home of the IDX files that must be refused: for each way to be wrong one fixture and one clear line. */
class MalformedIdxFilesTest {
    private static final byte[] IMAGES = SmallMnist.images(new byte[2 * 784]);
    private static final byte[] LABELS = SmallMnist.labels(3, 1, 4);

    static Stream<Arguments> malformedImages() {
        return Stream.of(
                malformed("empty", new byte[0], "is empty; expected an IDX file of images"),
                malformed(
                        "wrong magic",
                        header(0x89504e47, 2, 28, 28),
                        "begins with 89504e47; expected 00000803, an IDX file of images as unsigned bytes"),
                malformed(
                        "elements of another type",
                        header(0xD03, 2, 28, 28),
                        "begins with 00000d03; expected 00000803, an IDX file of images as unsigned bytes"),
                malformed(
                        "labels in place of images",
                        LABELS,
                        "has dimension count 1; expected 3 (images, rows, columns)"),
                malformed(
                        "wrong dimension count",
                        header(0x804, 2, 28, 28, 1),
                        "has dimension count 4; expected 3 (images, rows, columns)"),
                malformed("wrong height", header(0x803, 2, 32, 28), "has images of 32 × 28 pixels; expected 28 × 28"),
                malformed(
                        "wrong width",
                        header(0x803, 2, 28, -1),
                        "has images of 28 × 4294967295 pixels; expected 28 × 28"),
                malformed(
                        "magic cut off",
                        Arrays.copyOf(IMAGES, 3),
                        "ends after 3 bytes, within the header; expected 16 bytes of header"),
                malformed(
                        "header cut off",
                        Arrays.copyOf(IMAGES, 15),
                        "ends after 15 bytes, within the header; expected 16 bytes of header"),
                malformed("no images", header(0x803, 0, 28, 28), "claims to hold 0 images; expected 1 to 85598"),
                malformed(
                        "more images than memory",
                        header(0x803, -1, 28, 28),
                        "claims to hold 4294967295 images; expected 1 to 85598"),
                malformed("no pixels", Arrays.copyOf(IMAGES, 16), "ends after 16 bytes; expected 1584 for 2 images"),
                malformed(
                        "too short", Arrays.copyOf(IMAGES, 1583), "ends after 1583 bytes; expected 1584 for 2 images"),
                malformed("too long", Arrays.copyOf(IMAGES, 1585), "holds 1585 bytes; expected 1584 for 2 images"));
    }

    static Stream<Arguments> malformedLabels() {
        return Stream.of(
                malformed("empty", new byte[0], "is empty; expected an IDX file of labels"),
                malformed("images in place of labels", IMAGES, "has dimension count 3; expected 1 (labels)"),
                malformed("no labels", header(0x801, 0), "claims to hold 0 labels; expected 1 to 67108856"),
                malformed("too short", Arrays.copyOf(LABELS, 10), "ends after 10 bytes; expected 11 for 3 labels"),
                malformed("too long", Arrays.copyOf(LABELS, 12), "holds 12 bytes; expected 11 for 3 labels"),
                malformed(
                        "label over 9",
                        SmallMnist.labels(0, 9, 10, 200),
                        "has the label 10 at position 2; expected digits 0 to 9"),
                malformed(
                        "label with the highest bit",
                        SmallMnist.labels(255),
                        "has the label 255 at position 0; expected digits 0 to 9"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedImages")
    void malformedImagesAreRefusedWhetherGzippedOrPlain(String name, byte[] content, String message) {
        assertImagesRefused(content, message);
        assertImagesRefused(SmallMnist.gzip(content), message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedLabels")
    void malformedLabelsAreRefusedWhetherGzippedOrPlain(String name, byte[] content, String message) {
        assertLabelsRefused(content, message);
        assertLabelsRefused(SmallMnist.gzip(content), message);
    }

    @Test
    void gzipThatEndsEarlyIsRefusedWhereverItEnds() {
        byte[] gzipped = SmallMnist.gzip(SmallMnist.images(SmallMnist.noise(1, 2 * 784)));
        for (int length = 3; length < gzipped.length; length++) {
            byte[] cut = Arrays.copyOf(gzipped, length);
            assertThatThrownBy(() -> images(cut))
                    .isInstanceOf(InvalidDatasetException.class)
                    .hasMessageMatching("the file is a gzip file that ends early, after \\d+ bytes of content");
        }
    }

    @Test
    void damagedGzipIsRefused() {
        byte[] gzipped = SmallMnist.gzip(IMAGES);
        gzipped[gzipped.length - 6] ^= 1;

        assertThatThrownBy(() -> images(gzipped))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith("the file is a damaged gzip file: ");
    }

    @Test
    void gzipThatExpandsWithoutBoundIsNotUnpacked() {
        byte[] bomb = SmallMnist.gzip(Arrays.copyOf(IMAGES, IdxFile.MOST_BYTES + (1 << 20)));
        assertThat(bomb).hasSizeLessThan(100_000);

        assertImagesRefused(bomb, "holds more than 67108864 bytes; expected 1584 for 2 images");
    }

    @Test
    void imagesAndLabelsThatDifferInNumberAreRefused() throws IOException {
        IdxFile images = IdxFile.images(new ByteArrayInputStream(IMAGES), "images.idx");
        IdxFile labels = IdxFile.labels(new ByteArrayInputStream(LABELS), "labels.idx");

        assertThatThrownBy(() -> IdxFile.pair(images, labels))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage("images.idx has 2 images, but labels.idx has 3 labels; expected as many");
    }

    private static Arguments malformed(String name, byte[] content, String message) {
        return Arguments.of(name, content, message);
    }

    private static byte[] header(int... words) {
        ByteBuffer header = ByteBuffer.allocate(4 * words.length);
        Arrays.stream(words).forEach(header::putInt);
        return header.array();
    }

    private static IdxFile images(byte[] content) throws IOException {
        return IdxFile.images(new ByteArrayInputStream(content), "the file");
    }

    private static void assertImagesRefused(byte[] content, String message) {
        assertThatThrownBy(() -> images(content))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage("the file " + message);
    }

    private static void assertLabelsRefused(byte[] content, String message) {
        assertThatThrownBy(() -> IdxFile.labels(new ByteArrayInputStream(content), "the file"))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage("the file " + message);
    }
}

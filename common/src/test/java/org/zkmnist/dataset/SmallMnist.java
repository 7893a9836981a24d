package org.zkmnist.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.zkmnist.storage.Sha256;

/** A dataset of a few images in MNIST's format, so that tests need neither the real files nor seconds. */
final class SmallMnist {
    private SmallMnist() {}

    /** The four files, uncompressed: 5 training and 3 test images of noise. */
    static Map<MnistFile, byte[]> plain() {
        Map<MnistFile, byte[]> files = new EnumMap<>(MnistFile.class);
        files.put(MnistFile.TRAINING_IMAGES, images(noise(1, 5 * 784)));
        files.put(MnistFile.TRAINING_LABELS, labels(5, 0, 4, 1, 9));
        files.put(MnistFile.TEST_IMAGES, images(noise(2, 3 * 784)));
        files.put(MnistFile.TEST_LABELS, labels(7, 2, 1));
        return files;
    }

    /** The four files as a mirror would serve them. */
    static Map<MnistFile, byte[]> gzipped() {
        Map<MnistFile, byte[]> files = plain();
        files.replaceAll((file, content) -> gzip(content));
        return files;
    }

    /** What would have been published about the given files. */
    static Map<MnistFile, PublishedFile> published(Map<MnistFile, byte[]> gzipped) {
        Map<MnistFile, PublishedFile> published = new EnumMap<>(MnistFile.class);
        gzipped.forEach((file, content) -> published.put(file, new PublishedFile(content.length, Sha256.hex(content))));
        return published;
    }

    static byte[] images(byte[] pixels) {
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(0x803)
                .putInt(pixels.length / 784)
                .putInt(28)
                .putInt(28)
                .put(pixels)
                .array();
    }

    static byte[] labels(int... labels) {
        ByteBuffer file = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
        Arrays.stream(labels).forEach(label -> file.put((byte) label));
        return file.array();
    }

    static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

package org.zkmnist.auto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.zkmnist.Settings;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.MnistFile;

/** A dataset cache of made-up images, so that the command line's own doings take longer than its job. */
public final class SmallDataset {
    public static final int TRAINING_IMAGES = 300;

    private static final int TEST_IMAGES = 100;
    private static final int SIDE = 28;

    private SmallDataset() {}

    /** Writes it into a data directory, which is made if it is missing. */
    public static void write(Path data) throws IOException {
        new DatasetCache(data.resolve(Settings.DATASET_CACHE))
                .write(Map.of(
                        MnistFile.TRAINING_IMAGES, images(TRAINING_IMAGES),
                        MnistFile.TRAINING_LABELS, labels(TRAINING_IMAGES),
                        MnistFile.TEST_IMAGES, images(TEST_IMAGES),
                        MnistFile.TEST_LABELS, labels(TEST_IMAGES)));
    }

    private static byte[] images(int count) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        file.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
        byte[] pixels = new byte[count * SIDE * SIDE];
        new Random(count).nextBytes(pixels);
        return gzip(file.put(pixels).array());
    }

    private static byte[] labels(int count) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            file.put((byte) (i % 10));
        }
        return gzip(file.array());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}

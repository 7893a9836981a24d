package org.zkmnist.notebook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.zkmnist.Settings;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.dataset.MnistFile;

/** The repository's MNIST, and dataset caches with its first few hundred images, with which an epoch takes a moment. */
final class RealMnist {
    static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final int TRAINING_IMAGES = 600;
    private static final int TEST_IMAGES = 200;

    private static Mnist mnist;

    private RealMnist() {}

    static synchronized Mnist get() throws IOException {
        if (mnist == null) {
            mnist = new DatasetCache(REPOSITORY.resolve("data").resolve(Settings.DATASET_CACHE)).read();
        }
        return mnist;
    }

    static void writeSmall(Path directory) throws IOException {
        Map<MnistFile, byte[]> files = new EnumMap<>(MnistFile.class);
        files.put(MnistFile.TRAINING_IMAGES, images(get().training(), TRAINING_IMAGES));
        files.put(MnistFile.TRAINING_LABELS, labels(get().training(), TRAINING_IMAGES));
        files.put(MnistFile.TEST_IMAGES, images(get().test(), TEST_IMAGES));
        files.put(MnistFile.TEST_LABELS, labels(get().test(), TEST_IMAGES));
        new DatasetCache(directory.resolve(Settings.DATASET_CACHE)).write(files);
    }

    private static byte[] images(LabelledImages images, int count) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(count)
                .putInt(LabelledImages.SIDE)
                .putInt(LabelledImages.SIDE);
        return gzip(header.array(), Arrays.copyOf(images.pixels(), count * LabelledImages.PIXELS));
    }

    private static byte[] labels(LabelledImages images, int count) throws IOException {
        return gzip(ByteBuffer.allocate(8).putInt(0x801).putInt(count).array(), Arrays.copyOf(images.labels(), count));
    }

    private static byte[] gzip(byte[] header, byte[] elements) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header);
            gzip.write(elements);
        }
        return bytes.toByteArray();
    }
}

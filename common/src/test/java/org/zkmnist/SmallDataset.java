package org.zkmnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.dataset.MnistFile;

/** Dataset caches with the first few hundred images of MNIST, so that an epoch takes a moment. */
final class SmallDataset {
    /** Two whole batches and a last one of 88. */
    static final int TRAINING_IMAGES = 600;

    static final int TEST_IMAGES = 200;

    private static final Path REPOSITORY = Path.of("..", "data", Settings.DATASET_CACHE);
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;

    private static Mnist mnist;

    private SmallDataset() {}

    static void write(Path cache) throws IOException {
        write(cache, TRAINING_IMAGES, TEST_IMAGES);
    }

    static synchronized void write(Path cache, int trainingImages, int testImages) throws IOException {
        if (mnist == null) {
            mnist = new DatasetCache(REPOSITORY).read();
        }
        Map<MnistFile, byte[]> files = new EnumMap<>(MnistFile.class);
        files.put(MnistFile.TRAINING_IMAGES, images(mnist.training(), trainingImages));
        files.put(MnistFile.TRAINING_LABELS, labels(mnist.training(), trainingImages));
        files.put(MnistFile.TEST_IMAGES, images(mnist.test(), testImages));
        files.put(MnistFile.TEST_LABELS, labels(mnist.test(), testImages));
        new DatasetCache(cache).write(files);
    }

    private static byte[] images(LabelledImages images, int count) throws IOException {
        byte[] header = ByteBuffer.allocate(16)
                .putInt(IMAGES_MAGIC)
                .putInt(count)
                .putInt(LabelledImages.SIDE)
                .putInt(LabelledImages.SIDE)
                .array();
        return gzip(header, Arrays.copyOf(images.pixels(), count * LabelledImages.PIXELS));
    }

    private static byte[] labels(LabelledImages images, int count) throws IOException {
        byte[] header =
                ByteBuffer.allocate(8).putInt(LABELS_MAGIC).putInt(count).array();
        return gzip(header, Arrays.copyOf(images.labels(), count));
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

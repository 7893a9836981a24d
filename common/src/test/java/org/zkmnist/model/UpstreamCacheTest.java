package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.zkmnist.archive.Limits;
import org.zkmnist.archive.TarGz;
import org.zkmnist.dataset.IdxFile;
import org.zkmnist.dataset.LabelledImages;

/**
 * Reads a cache that the original modeller itself wrote: {@code models-pkl.tar.gz} in the directory that the system
 * property or environment variable {@code UPSTREAM_DIR} names.
 */
class UpstreamCacheTest {
    @Test
    void bothNetworksOfTheOriginalAreReadBitForBit() throws Exception {
        Path file = setting("UPSTREAM_DIR").resolve("models-pkl.tar.gz");
        Map<ModelKind, Model> models = new ModelCache(file).read();
        assertThat(models).containsOnlyKeys(ModelKind.GOOD, ModelKind.BAD);
        assertThat(models.values()).allMatch(model -> model.origin() == Origin.UPSTREAM_PICKLE);
        TarGz.read(file, new Limits(100, 1 << 20, 1 << 22)).forEach((name, content) -> {
            Model model = models.get(name.startsWith("models_good") ? ModelKind.GOOD : ModelKind.BAD);
            assertThat(littleEndian(model.parameters())).isEqualTo(valuesInOrder(content));
        });
    }

    @Test
    void theFixtureOfTheOtherTestsIsWhatTorchSaveWrites() throws Exception {
        Path file = setting("UPSTREAM_DIR").resolve("models-pkl.tar.gz");
        for (byte[] saved : TarGz.read(file, new Limits(100, 1 << 20, 1 << 22)).values()) {
            byte[] pickle = entryEndingWith(BoundedZip.read(saved, "sample"), "/data.pkl");
            assertThat(new TorchSaved(Parameters.initial(1)).pickle()).isEqualTo(pickle);
        }
    }

    @Test
    void theNetworksOfTheOriginalHaveTheAccuracyInTheirNames() throws Exception {
        Path file = setting("UPSTREAM_DIR").resolve("models-pkl.tar.gz");
        Path mnist = setting("MNIST_DIR");
        LabelledImages images;
        try (InputStream pixels = Files.newInputStream(mnist.resolve("t10k-images-idx3-ubyte.gz"));
                InputStream labels = Files.newInputStream(mnist.resolve("t10k-labels-idx1-ubyte.gz"))) {
            images = new LabelledImages(
                    IdxFile.images(pixels, "images").elements(),
                    IdxFile.labels(labels, "labels").elements());
        }
        for (String name : TarGz.read(file, new Limits(100, 1 << 20, 1 << 22)).keySet()) {
            ModelKind kind = name.startsWith("models_good") ? ModelKind.GOOD : ModelKind.BAD;
            double expected = Double.parseDouble(name.replaceAll(".*_|\\.pkl", ""));
            Parameters parameters = new ModelCache(file).read().get(kind).parameters();
            assertThat(accuracy(LeNet.network(parameters), images)).isCloseTo(expected, within(0.00051));
        }
    }

    private static double accuracy(MultiLayerNetwork network, LabelledImages images) {
        int correct = 0;
        int batchSize = 500;
        for (int first = 0; first < images.count(); first += batchSize) {
            try (ImageBatch batch = ImageBatch.rounded(images, first, batchSize)) {
                int[] answers = network.predict(batch.dataSet().getFeatures());
                for (int i = 0; i < batchSize; i++) {
                    correct += answers[i] == images.label(first + i) ? 1 : 0;
                }
            }
        }
        return (double) correct / images.count();
    }

    private static byte[] littleEndian(Parameters parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(Parameters.COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters.toArray());
        return bytes.array();
    }

    /** PyTorch numbers the storages in the order of the network's parameters. */
    private static byte[] valuesInOrder(byte[] saved) {
        ByteBuffer values = ByteBuffer.allocate(Parameters.COUNT * Float.BYTES);
        try {
            Map<String, byte[]> entries = BoundedZip.read(saved, "sample");
            for (int i = 0; i < 10; i++) {
                values.put(entryEndingWith(entries, "/data/" + i));
            }
        } catch (InvalidModelException e) {
            throw new AssertionError(e);
        }
        return values.array();
    }

    private static byte[] entryEndingWith(Map<String, byte[]> entries, String end) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(end))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static Path setting(String name) {
        String value = System.getProperty(name, System.getenv(name));
        assumeTrue(value != null, name + " is not set: it names a directory with files of others");
        return Path.of(value);
    }
}

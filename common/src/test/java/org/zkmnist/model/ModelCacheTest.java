package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zkmnist.archive.InvalidArchiveException;
import org.zkmnist.archive.Limits;
import org.zkmnist.archive.TarGz;

class ModelCacheTest {
    private static final Parameters GOOD = Samples.anyBits(21);
    private static final Parameters BAD = Samples.parameters(22);
    private static final Model GOOD_MODEL = trained(ModelKind.GOOD, GOOD, 3);
    private static final Model BAD_MODEL = trained(ModelKind.BAD, BAD, 1);

    /** Our own zip of the good model, made once: it takes DL4J. */
    private static byte[] goodZip;

    @TempDir
    private Path directory;

    private ModelCache cache;

    @BeforeAll
    static void makeZip() throws IOException {
        goodZip = Dl4jModelFile.write(GOOD_MODEL);
    }

    private ModelCache cache() {
        if (cache == null) {
            cache = new ModelCache(directory.resolve("models-pkl.tar.gz"));
        }
        return cache;
    }

    @Test
    void whatIsWrittenComesBackInEveryBit() throws Exception {
        cache().write(Map.of(ModelKind.BAD, BAD_MODEL, ModelKind.GOOD, GOOD_MODEL), accuracies());
        Map<ModelKind, Model> read = cache().read();
        assertThat(read.keySet()).containsExactly(ModelKind.GOOD, ModelKind.BAD);
        assertThat(read.get(ModelKind.GOOD)).isEqualTo(fromCache(GOOD_MODEL));
        assertThat(read.get(ModelKind.BAD)).isEqualTo(fromCache(BAD_MODEL));
        assertThat(TarGz.read(cache().file(), new Limits(10, 1 << 20, 1 << 22)).keySet())
                .containsExactly("models_good/mnist_0.979.zip", "models_bad/mnist_0.712.zip");
    }

    @Test
    void theSameModelsGiveTheSameBytes() throws Exception {
        cache().write(Map.of(ModelKind.GOOD, GOOD_MODEL), accuracies());
        byte[] first = Files.readAllBytes(cache().file());
        cache().write(Map.of(ModelKind.GOOD, GOOD_MODEL), accuracies());
        assertThat(Files.readAllBytes(cache().file())).isEqualTo(first);
    }

    @Test
    void stockDl4jOpensTheModel() throws Exception {
        Path zip = Files.write(directory.resolve("model.zip"), goodZip);
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
        assertThat(LeNet.parameters(network)).isEqualTo(GOOD);
    }

    @Test
    void readingLeavesTheFileAsItIs() throws Exception {
        store(file("./models_good/a.zip", 1, goodZip));
        byte[] before = Files.readAllBytes(cache().file());
        cache().read();
        assertThat(Files.readAllBytes(cache().file())).isEqualTo(before);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void pickledNetworksOfTheOriginalHaveNoRecipe() throws Exception {
        store(
                file("./models_good/mnist_0.981.pkl", 1, new TorchSaved(GOOD).file()),
                file("./models_bad/mnist_0.679.pkl", 1, new TorchSaved(BAD).file()));
        assertThat(cache().read())
                .containsEntry(ModelKind.GOOD, withoutRecipe(ModelKind.GOOD, GOOD, Origin.UPSTREAM_PICKLE))
                .containsEntry(ModelKind.BAD, withoutRecipe(ModelKind.BAD, BAD, Origin.UPSTREAM_PICKLE));
    }

    @Test
    void anUpstreamPickleThatWasWrittenToOurCacheStaysOne() throws Exception {
        Model upstream = withoutRecipe(ModelKind.BAD, BAD, Origin.UPSTREAM_PICKLE);
        cache().write(Map.of(ModelKind.BAD, upstream), accuracies());
        assertThat(cache().read()).containsExactly(Map.entry(ModelKind.BAD, upstream));
    }

    @Test
    void aPlainDl4jModelOfAnotherToolIsUsedWithoutRecipe() throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ModelSerializer.writeModel(LeNet.network(BAD, 0.01), plain, true);
        store(file("./models_bad/mine.zip", 1, plain.toByteArray()));
        assertThat(cache().read())
                .containsExactly(Map.entry(ModelKind.BAD, withoutRecipe(ModelKind.BAD, BAD, Origin.DL4J_MODEL)));
    }

    @Test
    void oneOfTheTwoKindsIsEnough() throws Exception {
        store(file("./models_good/a.zip", 1, goodZip));
        assertThat(cache().read()).containsOnlyKeys(ModelKind.GOOD);
    }

    @Test
    void ofSeveralModelsTheNewestCounts() throws Exception {
        store(
                file("./models_good/z.pkl", 1000, new TorchSaved(BAD).file()),
                file("./models_good/a.zip", 3000, goodZip),
                file("./models_good/m.pkl", 2000, new byte[5]));
        assertThat(cache().read().get(ModelKind.GOOD).parameters()).isEqualTo(GOOD);
    }

    @Test
    void ofEquallyOldModelsTheLastNameCounts() throws Exception {
        store(
                file("./models_good/mnist_0.980.pkl", 5, new TorchSaved(BAD).file()),
                file("./models_good/mnist_0.981.pkl", 5, new TorchSaved(GOOD).file()),
                file("./models_good/mnist_0.98.pkl", 5, new TorchSaved(BAD).file()));
        assertThat(cache().read().get(ModelKind.GOOD).parameters()).isEqualTo(GOOD);
    }

    @Test
    void otherFilesInTheArchiveDoNotMatter() throws Exception {
        store(
                file("./models_good/README.md", 9, new byte[3]),
                file("./models_good/old/b.zip", 9, new byte[3]),
                file("./a.zip", 9, new byte[3]),
                file("./models_good/a.zip", 1, goodZip));
        assertThat(cache().read()).containsOnlyKeys(ModelKind.GOOD);
    }

    @Test
    void anArchiveWithoutModelsIsRefused() throws Exception {
        store(file("./other/a.zip", 1, goodZip));
        refused("").hasMessageContaining("holds no model");
    }

    @Test
    void aCacheCutOffAnywhereIsRefused() throws Exception {
        store(file("./models_good/a.zip", 1, goodZip));
        byte[] whole = Files.readAllBytes(cache().file());
        for (int length = 0; length < whole.length; length += 7919) {
            Files.write(cache().file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> cache().read()).isInstanceOf(InvalidArchiveException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // entry, text that is replaced, by what, what is said
                "configuration.json|ActivationSigmoid|ActivationReLU|differs at /confs/0/layer/activationFn/@class",
                "configuration.json|\"AVG\"|\"MAX\"|differs at /confs/1/layer/poolingType",
                "configuration.json|org.deeplearning4j.nn.conf.layers.LossLayer|java.lang.Runtime|differs at /confs/7",
                "configuration.json|\"nout\" : 120|\"nout\" : 2000000000|differs at /confs/4/layer/nout",
                "configuration.json|\"confs\" : [|\"confs\" : [ {}, |differs at /confs",
                "configuration.json|{|[|configuration.json is not readable",
                "training.json|\"format\" : 1|\"format\" : 2|has another format than 1",
                "training.json|\"seed\" : 7|\"seed\" : \"7\"|is not readable",
                "training.json|\"seed\" : 7|\"seed\" : null|is not readable",
                "training.json|\"epochs\" : 3|\"epochs\" : 0|is not readable",
                "training.json|\"epochs\" : 3|\"epochs\" : 4|does not hold one report for each epoch",
                "training.json|\"epoch\" : 2|\"epoch\" : 3|has an impossible report of epoch 2",
                "training.json|\"testAccuracy\" : 0.|\"testAccuracy\" : 7.|has an impossible report of epoch 1",
                "training.json|\"kind\" : \"good\"|\"kind\" : \"bad\"|is not that of a good model",
                "training.json|\"engine\" : \"fused\"|\"engine\" : \"\"|names no training engine",
                "training.json|\"product\"|\"produce\"|is not readable",
            })
    void aModelZipWithAWrongPartIsRefused(String entry, String text, String replacement, String message)
            throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>(BoundedZip.read(goodZip, "m.zip"));
        String original = new String(entries.get(entry), StandardCharsets.UTF_8);
        assertThat(original).contains(text);
        entries.put(entry, original.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
        store(file("./models_good/a.zip", 1, TorchSaved.zip("", entries)));
        refused("models_good/a.zip").hasMessageContaining(message).message().doesNotContain("\n");
    }

    @Test
    void weightsOtherThanTheRecordedAreRefused() throws Exception {
        replaceCoefficients(bytes -> bytes[bytes.length - 1] ^= 1);
        refused("models_good/a.zip").hasMessageContaining("belongs to other weights");
    }

    @Test
    void aHistoryThatEndsWithOtherWeightsIsRefused() throws Exception {
        Model model =
                new Model(ModelKind.BAD, BAD, Origin.TRAINED, BAD_MODEL.recipe(), List.of(report(1, GOOD.digest())));
        cache().write(Map.of(ModelKind.BAD, model), accuracies());
        refused("models_bad/mnist_0.712.zip").hasMessageContaining("ends with other weights than the model has");
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws Exception {
        replaceCoefficients(bytes -> Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xFF));
        refused("models_good/a.zip").hasMessageEndingWith("fc3.bias[9] is NaN, expected a finite number");
    }

    @Test
    void coefficientsOfAnotherNumberOrFormatAreRefused() throws Exception {
        String header = new String(coefficients(), StandardCharsets.ISO_8859_1).substring(0, 0x71);
        replaceCoefficients(bytes -> bytes[0x2f] ^= 1);
        refused("models_good/a.zip").hasMessageContaining("another number of coefficients than LeNet's 44426");
        replaceCoefficients(bytes -> bytes[header.lastIndexOf("FLOAT") - 3] ^= 1);
        refused("models_good/a.zip").hasMessageContaining("another number of coefficients than LeNet's 44426");
        replaceCoefficients(bytes -> bytes[header.lastIndexOf("FLOAT")] = 'D');
        refused("models_good/a.zip").hasMessageContaining("another format than float32");
        replaceCoefficients(bytes -> bytes[header.indexOf("LONG") - 3] = 127);
        refused("models_good/a.zip").hasMessageContaining("does not begin with the shape of a row");
    }

    @Test
    void coefficientsCutOffAnywhereAreRefused() throws Exception {
        byte[] whole = coefficients();
        for (int length = 0; length < whole.length; length += length < 200 ? 1 : 9973) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Dl4jCoefficients.read(cut, "m.zip")).isInstanceOf(InvalidModelException.class);
        }
    }

    @Test
    void aZipThatIsNoModelIsRefused() throws Exception {
        store(file("./models_good/a.zip", 1, TorchSaved.zip("", Map.of("coefficients.bin", new byte[9]))));
        refused("models_good/a.zip").hasMessageEndingWith("is no DL4J model, it has no configuration.json");
    }

    @Test
    void writingNeedsAnAccuracyForEachModel() {
        assertThatThrownBy(() -> cache().write(Map.of(ModelKind.BAD, BAD_MODEL), Map.of(ModelKind.GOOD, 0.9)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cache().file()).doesNotExist();
    }

    private interface Change {
        void apply(byte[] bytes);
    }

    private static byte[] coefficients() throws IOException {
        return BoundedZip.read(goodZip, "m.zip").get("coefficients.bin").clone();
    }

    private void replaceCoefficients(Change change) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(BoundedZip.read(goodZip, "m.zip"));
        byte[] coefficients = coefficients();
        change.apply(coefficients);
        entries.put("coefficients.bin", coefficients);
        store(file("./models_good/a.zip", 1, TorchSaved.zip("", entries)));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(String entry) {
        return assertThatThrownBy(() -> cache().read())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(cache().file() + ": " + entry);
    }

    private record TarFile(String name, long seconds, byte[] content) {}

    private static TarFile file(String name, long seconds, byte[] content) {
        return new TarFile(name, seconds, content);
    }

    /** As {@code tar czf} would pack it. */
    private void store(TarFile... files) throws IOException {
        try (OutputStream out = Files.newOutputStream(cache().file());
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
            for (TarFile file : files) {
                TarArchiveEntry entry = new TarArchiveEntry(file.name);
                entry.setSize(file.content.length);
                entry.setModTime(file.seconds * 1000);
                tar.putArchiveEntry(entry);
                tar.write(file.content);
                tar.closeArchiveEntry();
            }
        }
    }

    private static Map<ModelKind, Double> accuracies() {
        return Map.of(ModelKind.GOOD, 0.9789, ModelKind.BAD, 0.7121);
    }

    private static Model trained(ModelKind kind, Parameters parameters, int epochs) {
        List<EpochReport> history = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            history.add(report(epoch, epoch == epochs ? parameters.digest() : "ab".repeat(32)));
        }
        Recipe recipe = new Recipe(7, epochs, 256, 1e-3, "fused");
        return new Model(kind, parameters, Origin.TRAINED, Optional.of(recipe), history);
    }

    private static EpochReport report(int epoch, String digest) {
        return new EpochReport(epoch, Math.nextUp(2.0 / epoch / 3), 4.35e-5 / epoch, 0.1 + 0.2, digest);
    }

    private static Model fromCache(Model model) {
        return new Model(model.kind(), model.parameters(), Origin.CACHE, model.recipe(), model.history());
    }

    private static Model withoutRecipe(ModelKind kind, Parameters parameters, Origin origin) {
        return new Model(kind, parameters, origin, Optional.empty(), List.of());
    }
}

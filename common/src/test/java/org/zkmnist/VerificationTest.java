package org.zkmnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.InvalidManifestException;
import org.zkmnist.export.Manifest;
import org.zkmnist.model.InvalidModelException;
import org.zkmnist.model.PickledModels;
import org.zkmnist.storage.Sha256;

class VerificationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Workplace place;

    @BeforeEach
    void makeDataset() throws IOException {
        place = new Workplace(directory.resolve("data"));
    }

    private VerificationReport verify() throws IOException, InterruptedException {
        place.trained.clear();
        return new Verification(place.settings(42, 9, 9), place).verify(place.output);
    }

    @Test
    void whatWasTrainedIsTheSameWhenTrainedAgain() throws Exception {
        place.train(place.settings(3, 2, 1));
        Files.delete(place.modelCache());
        Object before = place.published();
        VerificationReport report = verify();
        assertThat(place.trained).containsExactly("good", "bad");
        assertThat(report.same()).isTrue();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.files()).extracting(VerifiedFile::name).containsExactlyElementsOf(ArtifactSet.FILE_NAMES);
        assertThat(place.published()).isEqualTo(before);
        assertThat(place.modelCache()).doesNotExist();
    }

    @Test
    void whatCameFromTheCacheIsTrainedAgainToo() throws Exception {
        place.train(place.settings());
        place.train(place.settings());
        VerificationReport report = verify();
        assertThat(place.trained).containsExactly("good", "bad");
        assertThat(report.same()).isTrue();
        assertThat(report.remarks()).isEmpty();
    }

    @Test
    void aChangedByteIsFoundAndItsFileNamed() throws Exception {
        place.train(place.settings());
        Path network = place.output.resolve("network_bad.onnx");
        byte[] content = Files.readAllBytes(network);
        String expected = Sha256.hex(content);
        content[content.length / 2] ^= 1;
        Files.write(network, content);
        VerificationReport report = verify();
        assertThat(report.same()).isFalse();
        assertThat(report.files())
                .filteredOn(file -> !file.same())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.name()).isEqualTo("network_bad.onnx");
                    assertThat(file.repeated()).isEqualTo(expected);
                    assertThat(file.found()).contains(Sha256.hex(content));
                });
    }

    @Test
    void aMissingFileIsNotTheSame() throws Exception {
        place.train(place.settings());
        Files.delete(place.output.resolve("input.json"));
        VerificationReport report = verify();
        assertThat(report.same()).isFalse();
        assertThat(report.files())
                .filteredOn(file -> !file.same())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.name()).isEqualTo("input.json");
                    assertThat(file.found()).isEmpty();
                });
    }

    @Test
    void theFirstEpochThatDiffersIsNamed() throws Exception {
        place.train(place.settings(1, 3, 1));
        alterManifest(manifest -> {
            for (int epoch : new int[] {1, 2}) {
                ((ObjectNode) manifest.at("/models/good/history/" + epoch)).put("parametersDigest", "0".repeat(64));
            }
        });
        VerificationReport report = verify();
        assertThat(report.remarks()).containsExactly("the good network's parameters differ first after epoch 2 of 3");
        assertThat(report.same()).isFalse();
        assertThat(report.files())
                .filteredOn(file -> !file.same())
                .extracting(VerifiedFile::name)
                .containsExactly(Manifest.FILE_NAME);
    }

    @Test
    void anotherSeedInTheManifestShowsFromTheFirstEpochOn() throws Exception {
        place.train(place.settings());
        alterManifest(manifest -> ((ObjectNode) manifest.at("/models/bad/recipe")).put("seed", 2));
        VerificationReport report = verify();
        assertThat(report.remarks()).containsExactly("the bad network's parameters differ first after epoch 1 of 1");
        assertThat(report.files())
                .filteredOn(file -> !file.same())
                .extracting(VerifiedFile::name)
                .contains("network_bad.onnx")
                .doesNotContain("network_good.onnx", "input.json", "cal_data.json");
    }

    @Test
    void ofPicklesTheExportIsRepeatedAndTheRestSaid() throws Exception {
        PickledModels.write(place.modelCache());
        place.train(place.settings());
        VerificationReport report = verify();
        assertThat(place.trained).isEmpty();
        assertThat(report.same()).isTrue();
        assertThat(report.remarks())
                .containsExactly(
                        "the good network has no recipe (upstream pickle): its training cannot be"
                                + " repeated, its export was",
                        "the bad network has no recipe (upstream pickle): its training cannot be"
                                + " repeated, its export was");
        Files.write(place.output.resolve("network_good.onnx"), new byte[] {1});
        assertThat(verify().same()).isFalse();
        Files.delete(place.modelCache());
        assertThatThrownBy(this::verify)
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("there is no model cache " + place.modelCache());
    }

    @Test
    void withoutAManifestItIsSaidWhatToDo() {
        assertThatThrownBy(this::verify)
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage("there is no " + place.output.resolve("manifest.json")
                        + ": name the directory of the artifacts, or make some with `modeller train`");
    }

    @Test
    void anotherDatasetIsRemarkedUpon() throws Exception {
        place.train(place.settings());
        SmallDataset.write(place.data.resolve(Settings.DATASET_CACHE), 500, SmallDataset.TEST_IMAGES);
        VerificationReport report = verify();
        assertThat(report.same()).isFalse();
        assertThat(report.remarks()).hasSize(4);
        assertThat(report.remarks().get(0)).startsWith("the dataset differs: train-images-idx3-ubyte has SHA-256 ");
        assertThat(report.remarks().get(1)).startsWith("the dataset differs: train-labels-idx1-ubyte has SHA-256 ");
        assertThat(report.remarks().get(2)).startsWith("the good network's parameters differ first after epoch 1");
    }

    @Test
    void imagesThatTheDatasetDoesNotHaveAreSaidBeforeAnythingIsTrained() throws Exception {
        place.train(place.settings());
        alterManifest(manifest -> ((ObjectNode) manifest.at("/export")).put("inputImage", 70000));
        assertThatThrownBy(this::verify)
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(place.output.resolve("manifest.json")
                        + ": --input-image is 70000, expected 0 to 599: there are 600 training images");
        assertThat(place.trained).isEmpty();
    }

    @Test
    void anEngineThatThereIsNotIsNamed() throws Exception {
        place.train(place.settings());
        alterManifest(manifest -> ((ObjectNode) manifest.at("/models/good/recipe")).put("engine", "warp"));
        assertThatThrownBy(this::verify).hasMessageContaining("the engine 'warp' for the good network");
    }

    @Test
    void artifactsOfAnotherVersionAreRemarkedUpon() throws Exception {
        place.train(place.settings());
        alterManifest(manifest -> ((ObjectNode) manifest.at("/product")).put("version", "0.9"));
        VerificationReport report = verify();
        assertThat(report.same()).isFalse();
        assertThat(report.remarks()).singleElement().asString().contains("0.9");
    }

    private void alterManifest(Consumer<ObjectNode> change) throws IOException {
        Path file = place.output.resolve(Manifest.FILE_NAME);
        ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(manifest);
        Files.write(file, JSON.writeValueAsBytes(manifest));
    }
}

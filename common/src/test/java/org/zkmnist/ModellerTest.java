package org.zkmnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.export.ArtifactCheck;
import org.zkmnist.export.ArtifactDirectoryException;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.export.Manifest;
import org.zkmnist.export.Sha256Sums;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;

class ModellerTest {
    @TempDir
    private Path directory;

    private Workplace place;

    @BeforeEach
    void makeDataset() throws IOException {
        place = new Workplace(directory.resolve("data"));
    }

    @Test
    void bothNetworksAreTrainedAndAllFilesPublished() throws Exception {
        ArtifactSet artifacts = place.train(place.settings());
        assertThat(place.trained).containsExactly("good", "bad");
        assertThat(place.notices).isEmpty();
        for (String name : ArtifactSet.FILE_NAMES) {
            assertThat(place.output.resolve(name)).hasBinaryContent(artifacts.content(name));
        }
        assertThat(ArtifactCheck.check(place.output))
                .allSatisfy(file -> assertThat(file.problem()).isEmpty());
        Manifest manifest = place.manifest();
        assertThat(manifest.dataset().trainingImages()).isEqualTo(SmallDataset.TRAINING_IMAGES);
        assertThat(manifest.models().get(ModelKind.GOOD).origin()).isEqualTo(Origin.TRAINED);
        assertThat(manifest.models().get(ModelKind.GOOD).recipe())
                .contains(place.settings().recipe(ModelKind.GOOD));
        assertThat(manifest.models().get(ModelKind.GOOD).history()).hasSize(2);
        assertThat(manifest.models().get(ModelKind.BAD).history()).hasSize(1);
        assertThat(place.names()).containsExactly("auto", Settings.DATASET_CACHE, Settings.MODEL_CACHE);
    }

    @Test
    void theSameSettingsGiveTheSameBytesElsewhereAndOnAnyNumberOfThreads() throws Exception {
        place.train(place.settings(place.output, 7, 2, 1, 1));
        Map<String, List<Byte>> first = place.published();
        Workplace other = new Workplace(directory.resolve("elsewhere"));
        Path output = directory.resolve("output");
        other.train(other.settings(output, 7, 2, 1, 3));
        assertThat(Workplace.published(output)).isEqualTo(first);
        assertThat(other.modelCache()).hasSameBinaryContentAs(place.modelCache());
    }

    @Test
    void aSecondRunTrainsNothingAndLeavesTheCacheAlone() throws Exception {
        place.train(place.settings());
        Map<String, List<Byte>> first = place.published();
        byte[] cache = Files.readAllBytes(place.modelCache());
        Object written = Files.getLastModifiedTime(place.modelCache());
        place.train(place.settings());
        assertThat(place.trained).isEmpty();
        assertThat(place.notices).isEmpty();
        assertThat(place.modelCache()).hasBinaryContent(cache);
        assertThat(Files.getLastModifiedTime(place.modelCache())).isEqualTo(written);
        assertThat(place.manifest().models().values())
                .allSatisfy(model -> assertThat(model.origin()).isEqualTo(Origin.CACHE));
        Map<String, List<Byte>> second = place.published();
        List<String> tellingTheOrigin = List.of(Manifest.FILE_NAME, Sha256Sums.FILE_NAME);
        first.keySet().removeAll(tellingTheOrigin);
        second.keySet().removeAll(tellingTheOrigin);
        assertThat(first).hasSize(4);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anExportWritesWhatTheTrainingWrote() throws Exception {
        place.train(place.settings());
        place.train(place.settings());
        Map<String, List<Byte>> cached = place.published();
        Path output = directory.resolve("exported");
        new Modeller(place.settings(output, 5, 9, 9, 1), place).export();
        assertThat(Workplace.published(output)).isEqualTo(cached);
    }

    @Test
    void anExportWithoutModelCacheSaysWhatToDo() {
        assertThatThrownBy(() -> new Modeller(place.settings(), place).export())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "there is no model cache " + place.modelCache() + ": run `modeller train`, or put one there");
        assertThat(place.output).doesNotExist();
    }

    @Test
    void anExportOfADamagedCacheLeavesItWhereItIs() throws Exception {
        Files.writeString(place.modelCache(), "no archive");
        assertThatThrownBy(() -> new Modeller(place.settings(), place).export())
                .hasMessage(place.modelCache() + " is not a gzip file; expected a .tar.gz archive");
        assertThat(place.modelCache()).hasContent("no archive");
    }

    @Test
    void anOutputThatIsAFileIsSaidBeforeAnythingIsTrained() throws Exception {
        Files.writeString(place.output, "mine");
        assertThatThrownBy(() -> place.train(place.settings()))
                .isInstanceOf(ArtifactDirectoryException.class)
                .hasMessage(place.output + " is a file, expected a directory to write the artifacts to");
        assertThat(place.trained).isEmpty();
        assertThat(place.output).hasContent("mine");
    }

    @Test
    void anOutputBelowAFileIsSaidBeforeAnythingIsTrained() throws Exception {
        Files.writeString(place.output, "mine");
        Settings settings = place.settings(place.output.resolve("deeper/still"), 1, 1, 1, 1);
        assertThatThrownBy(() -> place.train(settings))
                .isInstanceOf(ArtifactDirectoryException.class)
                .hasMessage(place.output + " is a file, expected a directory to write the artifacts to");
        assertThat(place.trained).isEmpty();
    }

    @Test
    void imagesThatThereAreNotAreRefusedBeforeAnythingIsTrained() throws Exception {
        assertThatThrownBy(() -> place.train(choosing(new ExportChoices(600, 15))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--input-image is 600, expected 0 to 599: there are 600 training images");
        assertThatThrownBy(() -> place.train(choosing(new ExportChoices(0, 601))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--calibration-images is 601, expected 1 to 600: there are 600 training images");
        assertThat(place.trained).isEmpty();
        assertThat(place.names()).containsExactly(Settings.DATASET_CACHE);
    }

    @Test
    void trainedNetworksAreKeptEvenIfTheArtifactsCannotBeWritten() throws Exception {
        ModellerListener spoiler = new ModellerListener() {
            @Override
            public void stageStarted(Stage stage) {
                if (stage == Stage.EXPORT) {
                    Workplace.occupy(place.output);
                }
            }
        };
        assertThatThrownBy(() -> new Modeller(place.settings(), spoiler).train())
                .isInstanceOf(ArtifactDirectoryException.class);
        Files.delete(place.output);
        place.train(place.settings());
        assertThat(place.trained).isEmpty();
        assertThat(place.published()).hasSize(6);
    }

    private Settings choosing(ExportChoices choices) {
        Settings usual = place.settings();
        return new Settings(
                usual.data(),
                usual.output(),
                usual.seed(),
                usual.goodEpochs(),
                usual.badEpochs(),
                usual.engine(),
                usual.threads(),
                usual.mirrors(),
                choices);
    }
}

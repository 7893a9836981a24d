package org.zkmnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zkmnist.training.TrainingProgress;

/** An interrupt, whatever the modeller is about, ends the job without a trace, and is never taken for a broken file. */
class InterruptedModellerTest {
    @TempDir
    private Path directory;

    private Workplace place;

    @BeforeEach
    void makeDataset() throws IOException {
        place = new Workplace(directory.resolve("data"));
    }

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    @Test
    void trainingStopsWithinABatch() throws Exception {
        int[] batches = {0};
        ModellerListener interrupting = new ModellerListener() {
            @Override
            public void batchDone(TrainingProgress progress) {
                batches[0]++;
                if (progress.epoch() == 2 && progress.batch() == 1) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        assertThatThrownBy(() -> new Modeller(place.settings(), interrupting).train())
                .isInstanceOf(InterruptedException.class);
        assertThat(batches[0]).isEqualTo(4);
        assertThat(everything()).containsExactly(Settings.DATASET_CACHE);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void noStageIsLeftHalfDone(Stage stage) throws Exception {
        byte[] dataset = Files.readAllBytes(place.data.resolve(Settings.DATASET_CACHE));
        assertThatThrownBy(() -> new Modeller(place.settings(), interruptingAt(stage)).train())
                .isInstanceOf(InterruptedException.class);
        assertThat(place.notices).isEmpty();
        assertThat(everything().stream().filter(name -> !name.startsWith("auto")))
                .containsExactly(Settings.DATASET_CACHE);
        assertThat(place.data.resolve(Settings.DATASET_CACHE)).hasBinaryContent(dataset);
        assertThat(everything()).noneMatch(name -> name.endsWith(".onnx") || name.contains("partial"));
        place.train(place.settings());
        assertThat(place.published()).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void whatWasThereBeforeStaysUnchanged(Stage stage) throws Exception {
        place.train(place.settings());
        List<String> names = everything();
        Object published = place.published();
        byte[] cache = Files.readAllBytes(place.modelCache());
        assertThatThrownBy(() -> new Modeller(place.settings(3, 1, 1), interruptingAt(stage)).train())
                .isInstanceOf(InterruptedException.class);
        assertThat(place.published()).isEqualTo(published);
        assertThat(place.modelCache()).hasBinaryContent(cache);
        assertThat(everything()).isEqualTo(names);
    }

    @ParameterizedTest
    @EnumSource(names = {"DATASET", "GOOD", "BAD"})
    void verificationIsInterruptedAsWell(Stage stage) throws Exception {
        place.train(place.settings());
        assertThatThrownBy(() -> new Verification(place.settings(), interruptingAt(stage)).verify(place.output))
                .isInstanceOf(InterruptedException.class);
    }

    private ModellerListener interruptingAt(Stage stage) {
        return new ModellerListener() {
            @Override
            public void stageStarted(Stage started) {
                if (started == stage) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
                place.notice(problem);
            }

            @Override
            public void notice(String line) {
                place.notice(line);
            }
        };
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(place.data)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> place.data.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}

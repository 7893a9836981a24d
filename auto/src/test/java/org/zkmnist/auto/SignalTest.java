package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zkmnist.Settings;

/** Ctrl-C, SIGTERM and sudden death during a training on all of MNIST, from outside of the process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Timeout(240)
class SignalTest {
    private static final Path REPOSITORY_DATASET = Path.of("..", "data", Settings.DATASET_CACHE);
    private static final String FIRST_EPOCH = "good network: epoch 1 of ";

    @TempDir
    private Path directory;

    private Path data;
    private Path output;

    @BeforeEach
    void copyDataset() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        output = directory.resolve("output");
        Files.copy(REPOSITORY_DATASET, data.resolve(Settings.DATASET_CACHE));
    }

    private ModellerProcess train(int goodEpochs) throws IOException {
        return ModellerProcess.start("train", "--data", data, "--output", output, "--good-epochs", goodEpochs);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalStopsTheTrainingCleanly(String signal, int exitCode) throws Exception {
        try (ModellerProcess process = train(500)) {
            process.waitFor(FIRST_EPOCH);
            process.signal(signal);
            assertThat(process.exitCode()).isEqualTo(exitCode);
            assertThat(process.lines())
                    .last()
                    .isEqualTo("modeller: stopped; nothing was changed by what was not finished");
            assertThat(process.lines()).noneMatch(line -> line.startsWith("\tat "));
        }
        assertThat(filesIn(directory)).containsExactly("data/" + Settings.DATASET_CACHE);
        assertThat(data.resolve(Settings.DATASET_CACHE)).hasSameBinaryContentAs(REPOSITORY_DATASET);
    }

    @Test
    void afterSuddenDeathTheNextRunSucceeds() throws Exception {
        try (ModellerProcess process = train(500)) {
            process.waitFor(FIRST_EPOCH);
            process.signal("KILL");
            assertThat(process.exitCode()).isEqualTo(137);
        }
        try (ModellerProcess process = train(1)) {
            assertThat(process.exitCode()).as("%s", process.lines()).isZero();
        }
        assertThat(filesIn(directory))
                .contains("data/" + Settings.MODEL_CACHE, "output/manifest.json", "output/SHA256SUMS")
                .noneMatch(name -> name.contains("partial") || name.contains("rejected"));
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}

package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.Modeller;
import org.zkmnist.ModellerListener;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;

/** The experiment of the cells, whatever order they are run in. */
class ExperimentTest {
    private static final double RATE = 0.001;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final RecordingScreen screen = new RecordingScreen();
    private Path data;
    private Surroundings surroundings;

    @BeforeEach
    void makeDataset() throws Exception {
        data = Files.createDirectory(home.resolve("data"));
        RealMnist.writeSmall(data);
        environment.putAll(Map.of("MODELLER_GOOD_EPOCHS", "2", "MODELLER_THREADS", "2"));
        surroundings = new Surroundings(environment, home);
    }

    private Experiment experiment(long seed, int goodEpochs, int badEpochs, double learningRate) {
        return new Experiment(new Numbers(seed, goodEpochs, badEpochs, learningRate), surroundings, screen);
    }

    private Experiment standard() {
        return experiment(1, 2, 1, RATE);
    }

    private static ArtifactSet runAll(Experiment experiment) {
        experiment.train(ModelKind.GOOD);
        experiment.train(ModelKind.BAD);
        return experiment.export();
    }

    private List<String> names() throws Exception {
        try (Stream<Path> paths = Files.list(data)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void artifactsAreThoseOfTheCommand() throws Exception {
        ArtifactSet byNotebook = runAll(standard());
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        RealMnist.writeSmall(elsewhere);
        environment.put("MODELLER_DATA", elsewhere.toString());
        ArtifactSet byCommand = new Modeller(standard().settings(), new ModellerListener() {}).train();

        for (String name : ArtifactSet.FILE_NAMES) {
            assertThat(byNotebook.content(name)).as(name).isEqualTo(byCommand.content(name));
            assertThat(data.resolve("auto").resolve(name)).hasBinaryContent(byCommand.content(name));
        }
    }

    @Test
    void cellsThatAreRunTwiceLeadToTheSameFilesAndSetNothingAside() throws Exception {
        Experiment experiment = standard();
        ArtifactSet first = runAll(experiment);
        experiment.trainAnew(ModelKind.BAD);
        ArtifactSet second = experiment.export();

        assertThat(second.content("network_bad.onnx")).isEqualTo(first.content("network_bad.onnx"));
        assertThat(names()).containsExactly("auto", "mnist-train-n-test.tar.gz", "models-pkl.tar.gz");
    }

    @Test
    void nothingIsTrainedThatTheModelCacheHolds() {
        runAll(standard());
        screen.everything.clear();

        Experiment afterRestart = standard();
        assertThat(afterRestart.train(ModelKind.GOOD).model().origin()).isEqualTo(Origin.CACHE);
        assertThat(screen.everything)
                .extracting(Picture::toString)
                .anySatisfy(words -> assertThat(words).contains("2 of 2 epochs done"))
                .anySatisfy(words -> assertThat(words).contains("was not trained now, but read from the model cache"));
    }

    @Test
    void cellsThatAreRunTooEarlyNameTheCellToRunFirst() {
        Experiment experiment = standard();
        assertThatThrownBy(experiment::good)
                .isInstanceOf(NotebookException.class)
                .hasMessage("The good network is not there yet: run the cell of part 5 first.");
        assertThatThrownBy(experiment::export).hasMessageStartingWith("The good network is not there yet");
        assertThatThrownBy(experiment::artifacts).hasMessageContaining("part 8");
    }

    @Test
    void otherNumbersReplaceNothing() throws Exception {
        runAll(standard());
        byte[] manifest = Files.readAllBytes(data.resolve("auto/manifest.json"));
        byte[] cache = Files.readAllBytes(data.resolve("models-pkl.tar.gz"));
        for (Experiment exercise :
                List.of(experiment(2, 2, 1, RATE), experiment(1, 1, 1, RATE), experiment(1, 2, 1, 0.01))) {
            runAll(exercise);
        }

        assertThat(data.resolve("auto/manifest.json")).hasBinaryContent(manifest);
        assertThat(data.resolve("models-pkl.tar.gz")).hasBinaryContent(cache);
        for (String exercise : List.of(
                "seed-2-good-2-bad-1-rate-0.001", "seed-1-good-1-bad-1-rate-0.001", "seed-1-good-2-bad-1-rate-0.01")) {
            assertThat(data.resolve("notebook").resolve(exercise).resolve("auto/network_good.onnx"))
                    .isRegularFile();
        }
    }

    @Test
    void aStoppedTrainingIsOneSentenceAndCanBeStartedAgain() {
        Experiment experiment = standard();
        experiment.mnist();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> experiment.train(ModelKind.GOOD))
                .isInstanceOf(NotebookException.class)
                .hasMessage(Sentences.STOPPED)
                .hasNoCause();
        assertThatThrownBy(experiment::good).hasMessageContaining("not there yet");
        assertThat(experiment.train(ModelKind.GOOD).model().history()).hasSize(2);
    }

    @Test
    void oneEpochIsTheFirstOfBothNetworksOnAnyNumberOfThreads() {
        Experiment experiment = standard();
        String recorded =
                experiment.train(ModelKind.GOOD).model().history().get(0).parametersDigest();
        for (int threads = 1; threads <= 3; threads++) {
            Model again = experiment.oneEpoch(threads);
            assertThat(again.parameters().digest()).isEqualTo(recorded);
        }
        assertThatThrownBy(experiment::bad).hasMessageContaining("part 6");
    }

    @Test
    void numbersOutOfTheirRangeAreOneSentence() {
        assertThatThrownBy(() -> experiment(1, 0, 1, RATE))
                .isInstanceOf(NotebookException.class)
                .hasMessage("good epochs is 0, expected at least 1");
        assertThatThrownBy(() -> experiment(1, 1, 1, -0.1))
                .isInstanceOf(NotebookException.class)
                .hasMessage("learning rate is -0.1, expected a positive number");
    }

    @Test
    void aFailureOfTheDiskIsOneSentenceWithoutATrace() throws Exception {
        Experiment experiment = standard();
        experiment.train(ModelKind.GOOD);
        experiment.train(ModelKind.BAD);
        Files.writeString(data.resolve("auto"), "in the way");
        assertThatThrownBy(experiment::export)
                .isInstanceOf(NotebookException.class)
                .hasMessageContaining("is a file, expected a directory")
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
    }
}

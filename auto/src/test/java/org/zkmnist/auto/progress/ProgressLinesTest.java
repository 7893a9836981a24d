package org.zkmnist.auto.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.TrainingProgress;

class ProgressLinesTest {
    private static final URI MIRROR = URI.create("https://mirror.example/mnist/");
    private static final Path CACHE = Path.of("data", "cache.tar.gz");

    private final List<String> printed = new ArrayList<>();
    private final ProgressLines lines = new ProgressLines(printed::add);

    @Test
    void aTrainingIsALineAtItsStartOneAnEpochAndOneAtItsEnd() {
        Recipe recipe = Recipe.standard(1, 2, "fused");
        lines.trainingStarted(ModelKind.GOOD, recipe);
        for (int epoch = 1; epoch <= 2; epoch++) {
            lines.batchDone(new TrainingProgress(ModelKind.GOOD, epoch, 2, 1, 2, 2.3, 1, Duration.ofHours(1)));
            lines.batchDone(new TrainingProgress(
                    ModelKind.GOOD, epoch, 2, 2, 2, 2.2, 31234.5, Duration.ofSeconds(125 - epoch)));
            lines.epochDone(ModelKind.GOOD, recipe, new EpochReport(epoch, 1.23456, 1, 0.71 + epoch / 100.0, "a"));
        }
        lines.modelReady(evaluated(Origin.CACHE));
        assertThat(printed)
                .containsExactly(
                        "good network: training, seed 1, 2 epochs, engine fused",
                        "good network: epoch 1 of 2, loss 1.2346, accuracy 0.7200, 31,235 images/s, 2:04 left",
                        "good network: epoch 2 of 2, loss 1.2346, accuracy 0.7300, 31,235 images/s, 2:03 left",
                        "bad network: cache, accuracy 0.7500 on rounded and 0.2500 on grey test images");
    }

    @Test
    void aDownloadIsALineAtItsStartAndOneEachQuarter() {
        lines.cacheMissing(CACHE);
        lines.fileStarted(MIRROR, "train.gz", 0, 1000);
        for (int present = 100; present <= 1000; present += 100) {
            lines.bytesArrived(MIRROR, "train.gz", present, 1000);
        }
        lines.fileStarted(MIRROR, "test.gz", 600, 1000);
        lines.bytesArrived(MIRROR, "test.gz", 700, 1000);
        lines.bytesArrived(MIRROR, "test.gz", 1000, 1000);
        lines.mirrorFailed(MIRROR, "labels.gz", "connection refused");
        lines.cacheWritten(CACHE);
        assertThat(printed)
                .containsExactly(
                        "dataset: no cache " + CACHE + ", downloading",
                        "dataset: train.gz from " + MIRROR,
                        "dataset: train.gz 300 of 1000 bytes",
                        "dataset: train.gz 500 of 1000 bytes",
                        "dataset: train.gz 800 of 1000 bytes",
                        "dataset: train.gz 1000 of 1000 bytes",
                        "dataset: test.gz from " + MIRROR,
                        "dataset: test.gz 1000 of 1000 bytes",
                        "dataset: labels.gz from " + MIRROR + ": connection refused",
                        "dataset: kept in " + CACHE);
    }

    @Test
    void whatBecameOfTheDatasetCacheIsSaid() {
        lines.cacheRead(CACHE);
        lines.cacheUnusable(CACHE, "it is damaged", Optional.of(Path.of("data", "cache.tar.gz.rejected-1")));
        lines.cacheUnusable(CACHE, "it cannot be read", Optional.empty());
        lines.cacheNotWritten(CACHE, "no space left");
        assertThat(printed)
                .containsExactly(
                        "dataset: read from " + CACHE,
                        "dataset: it is damaged, moved aside as cache.tar.gz.rejected-1; downloading",
                        "dataset: it cannot be read; downloading",
                        "dataset: used, but not kept for the next time: no space left");
    }

    @Test
    void noticesAreLinesAsTheyAre() {
        lines.notice("100 % of %s is kept");
        lines.artifactsPublished(Path.of("out"));
        assertThat(printed).containsExactly("100 % of %s is kept", "export: all artifacts are in out");
    }

    @Test
    void longTimesAreShownInMinutes() {
        assertThat(ProgressLines.text(Duration.ofSeconds(5))).isEqualTo("0:05");
        assertThat(ProgressLines.text(Duration.ofSeconds(3725))).isEqualTo("62:05");
    }

    private static EvaluatedModel evaluated(Origin origin) {
        List<List<Integer>> confusion = Collections.nCopies(10, Collections.nCopies(10, 1));
        return new EvaluatedModel(
                new Model(ModelKind.BAD, Parameters.initial(1), origin, Optional.empty(), List.of()),
                new Evaluation(0.75, 1, confusion),
                new Evaluation(0.25, 1, confusion));
    }
}

package org.zkmnist.auto.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zkmnist.Stage;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;

class JobProgressTest {
    private static final URI MIRROR = URI.create("https://mirror.example/");

    private final StatusRecorder recorder = StatusSamples.recorder();
    private final List<Double> fractions = new ArrayList<>();

    private JobProgress progress() {
        return JobProgress.of(recorder.current());
    }

    private void note() {
        fractions.add(progress().fraction());
    }

    @Test
    void aTrainedJobOnlyEverGrowsFromNothingToAll() {
        note();
        recorder.fileStarted(MIRROR, "train.gz", 0, 100);
        recorder.bytesArrived(MIRROR, "train.gz", 50, 100);
        note();
        StatusSamples.train(recorder, ModelKind.GOOD, 20, this::note);
        StatusSamples.train(recorder, ModelKind.BAD, 20, this::note);
        recorder.stageStarted(Stage.EXPORT);
        note();
        assertThat(fractions).first().isEqualTo(0.0);
        assertThat(fractions).last().satisfies(last -> assertThat(last).isLessThan(1));
        recorder.artifactsPublished(Path.of("out"));
        recorder.jobDone(List.of());
        note();
        assertThat(fractions).isSorted();
        assertThat(fractions).last().isEqualTo(1.0);
    }

    @Test
    void epochsOfBothNetworksCountAlike() {
        StatusSamples.train(recorder, ModelKind.GOOD, 1, () -> {});
        double afterGood = progress().fraction();
        assertThat(afterGood).isBetween(3 / 5.1, 4 / 5.1);
        recorder.stageStarted(Stage.BAD);
        recorder.trainingStarted(ModelKind.BAD, StatusSamples.settings().recipe(ModelKind.BAD));
        recorder.batchDone(StatusSamples.batch(ModelKind.BAD, 1, StatusSamples.BATCHES));
        assertThat(progress().fraction() - afterGood).isCloseTo(1 / 5.1, within(0.02));
    }

    @Test
    void timeLeftIsThatOfAllEpochsStillToCome() {
        recorder.stageStarted(Stage.GOOD);
        recorder.trainingStarted(ModelKind.GOOD, StatusSamples.settings().recipe(ModelKind.GOOD));
        assertThat(progress().secondsLeft()).isEmpty();
        recorder.batchDone(StatusSamples.batch(ModelKind.GOOD, 1, StatusSamples.BATCHES));
        // An epoch of 235 batches of 256 images at 30,080 images a second takes two seconds; three are left, and
        // what is no epoch is less than one.
        assertThat(progress().secondsLeft())
                .hasValueSatisfying(left -> assertThat(left).isBetween(6.0, 8.0));
        assertThat(progress().imagesPerSecond()).contains(30_080.0);
    }

    @Test
    void networksFromACacheAreNoEpochsToWaitFor() {
        recorder.stageStarted(Stage.GOOD);
        note();
        recorder.modelReady(StatusSamples.evaluated(ModelKind.GOOD, Origin.CACHE));
        note();
        recorder.stageStarted(Stage.BAD);
        recorder.modelReady(StatusSamples.evaluated(ModelKind.BAD, Origin.UPSTREAM_PICKLE));
        note();
        assertThat(fractions).isSorted();
        assertThat(fractions).last().satisfies(last -> assertThat(last).isGreaterThan(0.9));
        assertThat(progress().secondsLeft()).isEmpty();
        assertThat(progress().imagesPerSecond()).isEmpty();
    }

    @Test
    void aFailedJobHasNoTimeLeft() {
        StatusSamples.train(recorder, ModelKind.GOOD, 1, () -> {});
        recorder.jobFailed(new Failure("the disk is full", "make room"));
        assertThat(progress().secondsLeft()).isEmpty();
        assertThat(progress().fraction()).isBetween(0.5, 0.9);
    }
}

package org.zkmnist.auto.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zkmnist.Stage;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;

class StatusRecorderTest {
    private static final URI MIRROR = URI.create("https://mirror.example/");

    private final StatusRecorder recorder = StatusSamples.recorder();

    @Test
    void everyChangeHasAGreaterNumberAndIsTold() {
        List<Long> sequence = new ArrayList<>();
        recorder.onChange(event -> sequence.add(recorder.current().sequence()));
        StatusSamples.train(recorder, ModelKind.GOOD, 5, () -> {});
        recorder.notice("mind");
        assertThat(sequence).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(sequence).allMatch(number -> number > StatusSamples.START.toEpochMilli());
    }

    @Test
    void onlyBatchesAndBytesAreMereProgress() {
        recorder.fileStarted(MIRROR, "train.gz", 0, 1000);
        List<Boolean> events = new ArrayList<>();
        recorder.onChange(events::add);
        recorder.batchDone(StatusSamples.batch(ModelKind.GOOD, 1, 1));
        recorder.bytesArrived(MIRROR, "train.gz", 1, 1000);
        assertThat(events).containsOnly(false);
        events.clear();
        recorder.stageStarted(Stage.BAD);
        recorder.notice("mind");
        assertThat(events).containsOnly(true);
    }

    @Test
    void theLogKeepsItsNewestLines() {
        for (int i = 1; i <= 500; i++) {
            recorder.say("line " + i);
        }
        List<LogEntry> log = recorder.current().log();
        assertThat(log).hasSize(JobStatus.LOG_LINES);
        assertThat(log.get(0).line()).isEqualTo("line 301");
        assertThat(log.get(199).line()).isEqualTo("line 500");
        assertThat(log).extracting(LogEntry::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theLogHasTheLinesOfTheTerminal() {
        recorder.cacheRead(Path.of("data", "cache"));
        recorder.notice("mind");
        recorder.artifactsPublished(Path.of("out"));
        assertThat(recorder.current().log())
                .extracting(LogEntry::line)
                .containsExactly(
                        "dataset: read from " + Path.of("data", "cache"), "mind", "export: all artifacts are in out");
    }

    @Test
    void whatBecameOfACacheIsANoticeToo() {
        recorder.cacheUnusable(Path.of("cache"), "it is damaged", Optional.of(Path.of("cache.rejected-1")));
        assertThat(recorder.current().notices())
                .containsExactly("dataset: it is damaged, moved aside as cache.rejected-1; downloading");
        assertThat(recorder.current().log()).singleElement();
    }

    @Test
    void aNetworkFromACacheHasItsHistory() {
        recorder.modelReady(StatusSamples.evaluated(ModelKind.GOOD, Origin.CACHE));
        ModelStatus good = recorder.current().models().get(ModelKind.GOOD);
        assertThat(good.state()).isEqualTo(ModelStatus.State.READY);
        assertThat(good.epoch()).isEqualTo(StatusSamples.GOOD_EPOCHS);
        assertThat(good.history()).hasSize(StatusSamples.GOOD_EPOCHS);
        assertThat(good.origin()).contains(Origin.CACHE);
    }

    @Test
    void aDownloadIsShownUntilItIsDone() {
        recorder.fileStarted(MIRROR, "train.gz", 0, 1000);
        recorder.bytesArrived(MIRROR, "train.gz", 600, 1000);
        assertThat(recorder.current().download()).contains(new Download("train.gz", MIRROR, 600, 1000));
        assertThat(StatusLine.of(recorder.current())).startsWith("dataset: downloading train.gz, 0.0 of 0.0 MB, ");
        recorder.fileDone("train.gz");
        assertThat(recorder.current().download()).isEmpty();
    }

    @Test
    void stagesAreWaitingActiveDoneAndFailed() {
        recorder.stageStarted(Stage.BAD);
        recorder.jobFailed(new Failure("no space left", "make room"));
        JobStatus status = recorder.current();
        assertThat(List.of(Stage.values()))
                .extracting(status::stateOf)
                .containsExactly("done", "done", "failed", "waiting");
        assertThat(StatusLine.of(status)).isEqualTo("failed: no space left");
    }

    @Test
    void aJobThatBeginsAgainForgetsAllButItsLog() {
        StatusSamples.train(recorder, ModelKind.GOOD, 2, () -> {});
        recorder.jobFailed(new Failure("no space left", "make room"));
        long before = recorder.current().sequence();
        int lines = recorder.current().log().size();
        recorder.jobStarted();
        JobStatus status = recorder.current();
        assertThat(status.sequence()).isGreaterThan(before);
        assertThat(status.state()).isEqualTo(JobState.WORKING);
        assertThat(status.failure()).isEmpty();
        assertThat(status.models().get(ModelKind.GOOD).history()).isEmpty();
        assertThat(status.log()).hasSize(lines);
    }

    @Test
    void theLineSaysHowFarTheWorkIs() {
        recorder.stageStarted(Stage.GOOD);
        recorder.trainingStarted(ModelKind.GOOD, StatusSamples.settings().recipe(ModelKind.GOOD));
        recorder.batchDone(StatusSamples.batch(ModelKind.GOOD, 2, StatusSamples.BATCHES));
        assertThat(StatusLine.of(recorder.current()))
                .matches("good network: epoch 2 of 3, \\d\\d % of the work, \\d s left");
    }
}

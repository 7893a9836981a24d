package org.zkmnist.auto.status;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.zkmnist.ModellerListener;
import org.zkmnist.Settings;
import org.zkmnist.Stage;
import org.zkmnist.auto.progress.ProgressLines;
import org.zkmnist.dataset.DatasetListener;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingProgress;

/**
 * Keeps the job's present status. Told on the training thread, asked on any; each event costs it a few small objects, and
 * nobody who reads can hold it up.
 */
public final class StatusRecorder implements ModellerListener {
    /** Told, on the thread that made the change, that the status is another one; must be quick. */
    @FunctionalInterface
    public interface ChangeListener {
        /** @param event false for mere progress within a batch or a download, of which there is much */
        void statusChanged(boolean event);
    }

    private final Settings settings;
    private final Clock clock;
    private final ProgressLines lines = new ProgressLines(this::say);
    private volatile JobStatus current;
    private volatile ChangeListener listener = event -> {};

    public StatusRecorder(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        // So that a later process goes on with greater numbers: clients resume with the last one they have seen.
        current = fresh(clock.millis(), List.of());
    }

    private JobStatus fresh(long sequence, List<LogEntry> log) {
        Map<ModelKind, ModelStatus> models = new EnumMap<>(ModelKind.class);
        for (ModelKind kind : ModelKind.values()) {
            models.put(kind, ModelStatus.waiting(settings.recipe(kind)));
        }
        return new JobStatus(
                sequence,
                JobState.WORKING,
                Stage.DATASET,
                Optional.empty(),
                models,
                Optional.empty(),
                List.of(),
                List.of(),
                log);
    }

    public JobStatus current() {
        return current;
    }

    /** There is one listener: a new one takes the place of the one before. */
    public void onChange(ChangeListener told) {
        listener = told;
    }

    private void update(boolean event, UnaryOperator<JobStatus> change) {
        synchronized (this) {
            current = change.apply(current);
        }
        listener.statusChanged(event);
    }

    /** Adds a line to the log. */
    public void say(String line) {
        update(true, status -> status.withLine(new LogEntry(status.sequence() + 1, clock.instant(), line)));
    }

    /** The job begins again: all but the log is forgotten. */
    public void jobStarted() {
        update(true, status -> fresh(status.sequence() + 1, status.log()));
    }

    /** All files are in place. */
    public void jobDone(List<PublishedFile> files) {
        update(true, status -> status.ready(files));
    }

    public void jobFailed(Failure failure) {
        say("failed: " + failure.message());
        update(true, status -> status.failed(failure));
    }

    private void model(boolean event, ModelKind kind, UnaryOperator<ModelStatus> change) {
        update(event, status -> status.with(kind, change.apply(status.models().get(kind))));
    }

    @Override
    public void stageStarted(Stage stage) {
        update(true, status -> status.in(stage));
    }

    @Override
    public void trainingStarted(ModelKind kind, Recipe recipe) {
        model(true, kind, model -> model.trainingStarted(recipe));
        lines.trainingStarted(kind, recipe);
    }

    @Override
    public void batchDone(TrainingProgress progress) {
        int batchSize = settings.recipe(progress.kind()).batchSize();
        model(false, progress.kind(), model -> model.batchDone(progress, batchSize));
        lines.batchDone(progress);
    }

    @Override
    public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
        model(true, kind, model -> model.epochDone(report));
        lines.epochDone(kind, recipe, report);
    }

    @Override
    public void modelReady(EvaluatedModel model) {
        model(true, model.model().kind(), status -> status.ready(model));
        lines.modelReady(model);
    }

    @Override
    public void fileStarted(URI mirror, String fileName, long present, long total) {
        update(true, status -> status.with(Optional.of(new Download(fileName, mirror, present, total))));
        lines.fileStarted(mirror, fileName, present, total);
    }

    @Override
    public void bytesArrived(URI mirror, String fileName, long present, long total) {
        update(false, status -> status.with(Optional.of(new Download(fileName, mirror, present, total))));
        lines.bytesArrived(mirror, fileName, present, total);
    }

    @Override
    public void fileDone(String fileName) {
        update(true, status -> status.with(Optional.empty()));
    }

    @Override
    public void mirrorFailed(URI mirror, String fileName, String reason) {
        update(true, status -> status.with(Optional.empty()));
        lines.mirrorFailed(mirror, fileName, reason);
    }

    @Override
    public void cacheRead(Path cache) {
        lines.cacheRead(cache);
    }

    @Override
    public void cacheMissing(Path cache) {
        lines.cacheMissing(cache);
    }

    /** Also a notice: a file of the user's may have been moved. */
    @Override
    public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
        noteLineOf(with -> with.cacheUnusable(cache, problem, setAside));
    }

    @Override
    public void cacheWritten(Path cache) {
        lines.cacheWritten(cache);
    }

    @Override
    public void cacheNotWritten(Path cache, String problem) {
        noteLineOf(with -> with.cacheNotWritten(cache, problem));
    }

    private void noteLineOf(Consumer<DatasetListener> event) {
        event.accept(new ProgressLines(this::notice));
    }

    @Override
    public void artifactsPublished(Path directory) {
        lines.artifactsPublished(directory);
    }

    @Override
    public void notice(String notice) {
        update(true, status -> status.withNotice(notice));
        lines.notice(notice);
    }
}

package org.zkmnist.auto.progress;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingProgress;

/** Progress for a terminal: one bar that moves, and lines for what stays. */
final class ProgressBars implements ProgressDisplay {
    private static final int REDRAW_MILLISECONDS = 200;

    private final ProgressLines lines;
    private ProgressBar bar;

    /** @param lines prints what is no bar */
    ProgressBars(ProgressLines lines) {
        this.lines = lines;
    }

    private void start(String task, long steps, String unit, long unitSize) {
        close();
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .clearDisplayOnFinish()
                .build();
    }

    /** Ends the bar, so that a line can follow. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void fileStarted(URI mirror, String fileName, long present, long total) {
        start(fileName, total, " KiB", 1024);
        bar.stepTo(present);
    }

    @Override
    public void bytesArrived(URI mirror, String fileName, long present, long total) {
        if (bar != null) {
            bar.stepTo(present);
        }
    }

    @Override
    public void fileDone(String fileName) {
        close();
    }

    @Override
    public void mirrorFailed(URI mirror, String fileName, String reason) {
        close();
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

    @Override
    public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
        lines.cacheUnusable(cache, problem, setAside);
    }

    @Override
    public void cacheWritten(Path cache) {
        close();
        lines.cacheWritten(cache);
    }

    @Override
    public void cacheNotWritten(Path cache, String problem) {
        close();
        lines.cacheNotWritten(cache, problem);
    }

    @Override
    public void trainingStarted(ModelKind kind, Recipe recipe) {
        lines.trainingStarted(kind, recipe);
    }

    @Override
    public void batchDone(TrainingProgress progress) {
        if (bar == null) {
            start(progress.kind().label() + " network", (long) progress.epochs() * progress.batches(), " batches", 1);
        }
        bar.stepTo((long) (progress.epoch() - 1) * progress.batches() + progress.batch());
        bar.setExtraMessage(String.format(Locale.ROOT, " epoch %d, loss %.4f", progress.epoch(), progress.loss()));
        lines.batchDone(progress);
    }

    @Override
    public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
        if (report.epoch() == recipe.epochs()) {
            close();
        }
    }

    @Override
    public void modelReady(EvaluatedModel model) {
        close();
        lines.modelReady(model);
    }

    @Override
    public void artifactsPublished(Path directory) {
        lines.artifactsPublished(directory);
    }

    @Override
    public void notice(String notice) {
        close();
        lines.notice(notice);
    }
}

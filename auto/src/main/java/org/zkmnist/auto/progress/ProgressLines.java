package org.zkmnist.auto.progress;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.zkmnist.Stage;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingProgress;

/** Progress as plain lines, one an event, as a log wants them: the one place that words them. */
public final class ProgressLines implements ProgressDisplay {
    private static final int DOWNLOAD_STEPS = 4;

    private final Consumer<String> out;
    private TrainingProgress latest;
    private String downloading = "";
    private long downloadStep;

    /** @param out takes each line, without a line end, on the thread that does the work */
    public ProgressLines(Consumer<String> out) {
        this.out = out;
    }

    private void line(String format, Object... values) {
        out.accept(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void cacheRead(Path cache) {
        line("dataset: read from %s", cache);
    }

    @Override
    public void cacheMissing(Path cache) {
        line("dataset: no cache %s, downloading", cache);
    }

    @Override
    public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
        line(
                "dataset: %s%s; downloading",
                problem,
                setAside.map(path -> ", moved aside as " + path.getFileName()).orElse(""));
    }

    @Override
    public void cacheWritten(Path cache) {
        line("dataset: kept in %s", cache);
    }

    @Override
    public void cacheNotWritten(Path cache, String problem) {
        line("dataset: used, but not kept for the next time: %s", problem);
    }

    @Override
    public void fileStarted(URI mirror, String fileName, long present, long total) {
        downloading = fileName;
        downloadStep = present * DOWNLOAD_STEPS / total;
        line("dataset: %s from %s", fileName, mirror);
    }

    @Override
    public void bytesArrived(URI mirror, String fileName, long present, long total) {
        long step = present * DOWNLOAD_STEPS / total;
        if (!fileName.equals(downloading) || step != downloadStep) {
            downloadStep = step;
            line("dataset: %s %d of %d bytes", fileName, present, total);
        }
    }

    @Override
    public void mirrorFailed(URI mirror, String fileName, String reason) {
        line("dataset: %s from %s: %s", fileName, mirror, reason);
    }

    @Override
    public void trainingStarted(ModelKind kind, Recipe recipe) {
        line("%s network: training, %s", kind.label(), recipe.summary());
    }

    @Override
    public void batchDone(TrainingProgress progress) {
        latest = progress;
    }

    @Override
    public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
        line(
                "%s network: epoch %d of %d, loss %.4f, accuracy %.4f, %,.0f images/s, %s left",
                kind.label(),
                report.epoch(),
                recipe.epochs(),
                report.trainingLoss(),
                report.testAccuracy(),
                latest.imagesPerSecond(),
                text(latest.timeLeft()));
    }

    static String text(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    @Override
    public void modelReady(EvaluatedModel model) {
        line(
                "%s network: %s, accuracy %.4f on rounded and %.4f on grey test images",
                model.model().kind().label(),
                model.model().origin().label(),
                model.rounded().accuracy(),
                model.unrounded().accuracy());
    }

    @Override
    public void stageStarted(Stage stage) {
        // What happens within a stage says which one it is.
    }

    @Override
    public void artifactsPublished(Path directory) {
        line("export: all artifacts are in %s", directory);
    }

    @Override
    public void notice(String notice) {
        line("%s", notice);
    }

    @Override
    public void close() {
        // Every line is complete by itself.
    }
}

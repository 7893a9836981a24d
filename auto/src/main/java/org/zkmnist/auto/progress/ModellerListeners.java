package org.zkmnist.auto.progress;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.zkmnist.ModellerListener;
import org.zkmnist.Stage;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingProgress;

/** Several listeners as one: each is told in turn. */
public final class ModellerListeners implements ModellerListener {
    private final List<ModellerListener> listeners;

    public ModellerListeners(ModellerListener... listeners) {
        this.listeners = List.of(listeners);
    }

    private void tell(Consumer<ModellerListener> event) {
        listeners.forEach(event);
    }

    @Override
    public void stageStarted(Stage stage) {
        tell(listener -> listener.stageStarted(stage));
    }

    @Override
    public void datasetReady(Mnist mnist) {
        tell(listener -> listener.datasetReady(mnist));
    }

    @Override
    public void modelReady(EvaluatedModel model) {
        tell(listener -> listener.modelReady(model));
    }

    @Override
    public void artifactsPublished(Path directory) {
        tell(listener -> listener.artifactsPublished(directory));
    }

    @Override
    public void notice(String line) {
        tell(listener -> listener.notice(line));
    }

    @Override
    public void cacheRead(Path cache) {
        tell(listener -> listener.cacheRead(cache));
    }

    @Override
    public void cacheMissing(Path cache) {
        tell(listener -> listener.cacheMissing(cache));
    }

    @Override
    public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
        tell(listener -> listener.cacheUnusable(cache, problem, setAside));
    }

    @Override
    public void cacheWritten(Path cache) {
        tell(listener -> listener.cacheWritten(cache));
    }

    @Override
    public void cacheNotWritten(Path cache, String problem) {
        tell(listener -> listener.cacheNotWritten(cache, problem));
    }

    @Override
    public void fileStarted(URI mirror, String fileName, long present, long total) {
        tell(listener -> listener.fileStarted(mirror, fileName, present, total));
    }

    @Override
    public void bytesArrived(URI mirror, String fileName, long present, long total) {
        tell(listener -> listener.bytesArrived(mirror, fileName, present, total));
    }

    @Override
    public void fileDone(String fileName) {
        tell(listener -> listener.fileDone(fileName));
    }

    @Override
    public void mirrorFailed(URI mirror, String fileName, String reason) {
        tell(listener -> listener.mirrorFailed(mirror, fileName, reason));
    }

    @Override
    public void trainingStarted(ModelKind kind, Recipe recipe) {
        tell(listener -> listener.trainingStarted(kind, recipe));
    }

    @Override
    public void batchDone(TrainingProgress progress) {
        tell(listener -> listener.batchDone(progress));
    }

    @Override
    public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
        tell(listener -> listener.epochDone(kind, recipe, report));
    }
}

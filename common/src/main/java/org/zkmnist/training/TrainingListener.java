package org.zkmnist.training;

import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;

/** Told of training as it goes on, on the training thread: what it does must be quick. */
public interface TrainingListener {
    default void trainingStarted(ModelKind kind, Recipe recipe) {}

    default void batchDone(TrainingProgress progress) {}

    default void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {}
}

package org.zkmnist;

import java.nio.file.Path;
import org.zkmnist.dataset.DatasetListener;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.training.TrainingListener;

/** Told of all the modeller does, as it does it; one interface for the terminal, the service and the notebook. */
public interface ModellerListener extends DatasetListener, TrainingListener {
    default void stageStarted(Stage stage) {}

    /** The dataset is in memory, whatever it was read from. */
    default void datasetReady(Mnist mnist) {}

    /** A network is there, trained or read, and its accuracy known. */
    default void modelReady(EvaluatedModel model) {}

    /** All artifacts are in the directory. */
    default void artifactsPublished(Path directory) {}

    /** Something the user should know, in one line: a cache that was moved aside, a model that is used as it is. */
    default void notice(String line) {}
}

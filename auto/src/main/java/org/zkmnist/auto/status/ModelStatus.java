package org.zkmnist.auto.status;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.TrainingProgress;

/**
 * Where one network stands.
 *
 * @param origin where its parameters came from, once they are there
 * @param epoch the epoch under way, from 1; 0 before the training and for a network without recipe
 * @param epochs how many there will be, or were; 0 for a network without recipe
 * @param batch batches done in this epoch
 * @param batches how many an epoch has; 0 until the first is done
 * @param loss mean cross-entropy of the images of this epoch so far, while training
 * @param imagesPerSecond mean speed of the training; 0 until it is known
 * @param secondsPerEpoch how long an epoch takes at that speed; 0 until it is known
 * @param evaluation on the test images, once the network is there
 */
public record ModelStatus(
        State state,
        Optional<Origin> origin,
        int epoch,
        int epochs,
        int batch,
        int batches,
        Optional<Double> loss,
        double imagesPerSecond,
        double secondsPerEpoch,
        List<EpochReport> history,
        Optional<Result> evaluation) {

    /** What is done with the network. */
    public enum State {
        WAITING,
        TRAINING,
        READY;

        /** Name in JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How well the finished network does, and its digest.
     *
     * @param rounded on test images with pixels rounded to 0 or 1
     * @param unrounded on grey test images
     */
    public record Result(Evaluation rounded, Evaluation unrounded, String parametersDigest) {}

    public ModelStatus {
        history = List.copyOf(history);
    }

    static ModelStatus waiting(Recipe recipe) {
        return new ModelStatus(
                State.WAITING,
                Optional.empty(),
                0,
                recipe.epochs(),
                0,
                0,
                Optional.empty(),
                0,
                0,
                List.of(),
                Optional.empty());
    }

    ModelStatus trainingStarted(Recipe recipe) {
        return new ModelStatus(
                State.TRAINING,
                origin,
                1,
                recipe.epochs(),
                0,
                batches,
                Optional.empty(),
                0,
                0,
                List.of(),
                Optional.empty());
    }

    ModelStatus batchDone(TrainingProgress progress, int batchSize) {
        return new ModelStatus(
                State.TRAINING,
                origin,
                progress.epoch(),
                progress.epochs(),
                progress.batch(),
                progress.batches(),
                Optional.of(progress.loss()),
                progress.imagesPerSecond(),
                (double) progress.batches() * batchSize / progress.imagesPerSecond(),
                history,
                evaluation);
    }

    ModelStatus epochDone(EpochReport report) {
        List<EpochReport> longer =
                Stream.concat(history.stream(), Stream.of(report)).toList();
        return new ModelStatus(
                state,
                origin,
                epoch,
                epochs,
                batch,
                batches,
                loss,
                imagesPerSecond,
                secondsPerEpoch,
                longer,
                evaluation);
    }

    ModelStatus ready(EvaluatedModel evaluated) {
        Model model = evaluated.model();
        int trained = model.recipe().map(Recipe::epochs).orElse(0);
        return new ModelStatus(
                State.READY,
                Optional.of(model.origin()),
                trained,
                trained,
                batches,
                batches,
                Optional.empty(),
                imagesPerSecond,
                secondsPerEpoch,
                model.history(),
                Optional.of(new Result(
                        evaluated.rounded(),
                        evaluated.unrounded(),
                        model.parameters().digest())));
    }
}

package org.zkmnist.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;

/** Follows a recipe: epoch after epoch, batch after batch in the order of the file, with a report after each epoch. */
public final class Trainer {
    private final TrainingEngine engine;
    private final Evaluator evaluator;
    private final TrainingListener listener;

    public Trainer(TrainingEngine engine, Evaluator evaluator, TrainingListener listener) {
        this.engine = engine;
        this.evaluator = evaluator;
        this.listener = listener;
    }

    /**
     * Trains one network from its initial parameters.
     *
     * @throws InterruptedException within a batch of the thread's being interrupted
     * @throws IllegalArgumentException if the recipe names another engine
     */
    public Model train(ModelKind kind, Recipe recipe, Mnist mnist) throws InterruptedException {
        if (!recipe.engine().equals(engine.name())) {
            throw new IllegalArgumentException(
                    "the recipe is for engine " + recipe.engine() + ", not " + engine.name());
        }
        listener.trainingStarted(kind, recipe);
        LabelledImages images = mnist.training();
        List<EpochReport> history = new ArrayList<>();
        try (TrainingSession session = engine.start(Parameters.initial(recipe.seed()), images, recipe)) {
            Clock clock = new Clock(kind, recipe, images.count());
            for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
                double loss = epoch(session, recipe, images.count(), clock);
                Parameters parameters = session.parameters();
                Evaluation evaluation = evaluator.evaluate(parameters, mnist.test(), true);
                EpochReport report = new EpochReport(
                        epoch,
                        loss / images.count(),
                        evaluation.meanLoss(),
                        evaluation.accuracy(),
                        parameters.digest());
                history.add(report);
                listener.epochDone(kind, recipe, report);
            }
            return new Model(kind, session.parameters(), Origin.TRAINED, Optional.of(recipe), history);
        }
    }

    private double epoch(TrainingSession session, Recipe recipe, int images, Clock clock) throws InterruptedException {
        double loss = 0;
        for (int first = 0; first < images; first += recipe.batchSize()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("training was interrupted");
            }
            int count = Math.min(recipe.batchSize(), images - first);
            loss += session.step(first, count);
            listener.batchDone(clock.progress(count, loss / (first + count)));
        }
        return loss;
    }

    /** Knows how far training is, and when it will be done if it goes on as so far. */
    private static final class Clock {
        private final ModelKind kind;
        private final Recipe recipe;
        private final int imagesPerEpoch;
        private final long start = System.nanoTime();
        private long imagesDone;

        Clock(ModelKind kind, Recipe recipe, int imagesPerEpoch) {
            this.kind = kind;
            this.recipe = recipe;
            this.imagesPerEpoch = imagesPerEpoch;
        }

        TrainingProgress progress(int images, double loss) {
            imagesDone += images;
            double seconds = (System.nanoTime() - start) / 1e9;
            long epoch = (imagesDone - 1) / imagesPerEpoch + 1;
            long imagesOfEpoch = imagesDone - (epoch - 1) * imagesPerEpoch;
            long imagesLeft = (long) recipe.epochs() * imagesPerEpoch - imagesDone;
            return new TrainingProgress(
                    kind,
                    (int) epoch,
                    recipe.epochs(),
                    batches(imagesOfEpoch),
                    batches(imagesPerEpoch),
                    loss,
                    imagesDone / seconds,
                    Duration.ofMillis((long) (seconds * 1000 * imagesLeft / imagesDone)));
        }

        private int batches(long images) {
            return (int) ((images + recipe.batchSize() - 1) / recipe.batchSize());
        }
    }
}

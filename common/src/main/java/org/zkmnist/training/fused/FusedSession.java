package org.zkmnist.training.fused;

import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingSession;

/** Training by {@link BatchGradient} and {@link Adam}. */
final class FusedSession implements TrainingSession {
    private final Workers workers;
    private final float[] parameters;
    private final DerivedWeights weights;
    private final Adam adam;
    private final BatchGradient batch;

    FusedSession(Parameters initial, LabelledImages images, Recipe recipe, int threads) {
        this.parameters = initial.toArray();
        this.weights = new DerivedWeights(parameters);
        this.adam = new Adam(Parameters.COUNT, recipe.learningRate());
        this.workers = new Workers(Math.min(threads, mostPieces(recipe.batchSize())));
        this.batch = new BatchGradient(images, weights, recipe.batchSize(), workers);
    }

    /** More threads than this would have nothing to do. */
    private static int mostPieces(int batchSize) {
        return BatchGradient.chunks(batchSize) + DenseBackward.FIRST_PIECES;
    }

    @Override
    public double step(int firstImage, int count) {
        double loss = batch.compute(firstImage, count);
        adam.nextStep();
        workers.run(BatchGradient.RANGES, (range, worker) -> {
            batch.finish(range);
            adam.update(parameters, batch.gradient, BatchGradient.rangeStart(range), BatchGradient.rangeEnd(range));
            weights.update(range);
        });
        return loss;
    }

    /** Mean gradient of a batch at the present parameters, which stay as they are. */
    float[] meanGradient(int firstImage, int count) {
        batch.compute(firstImage, count);
        for (int range = 0; range < BatchGradient.RANGES; range++) {
            batch.finish(range);
        }
        return batch.gradient.clone();
    }

    @Override
    public Parameters parameters() {
        return Parameters.of(parameters);
    }

    @Override
    public void close() {
        workers.close();
    }
}

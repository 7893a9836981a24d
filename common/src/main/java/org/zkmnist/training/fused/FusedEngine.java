package org.zkmnist.training.fused;

import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingEngine;
import org.zkmnist.training.TrainingSession;

/**
 * Computes the gradient of the whole network in one pass of plain Java loops. The same recipe gives the same bits on
 * every machine, Java version and number of threads, because the order of all additions is fixed and Java's arithmetic
 * is exactly defined.
 */
public final class FusedEngine implements TrainingEngine {
    public static final String NAME = "fused";

    private final int threads;

    /** @param threads how many to compute with, at least 1; changes the speed, not the result */
    public FusedEngine(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        this.threads = threads;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TrainingSession start(Parameters initial, LabelledImages images, Recipe recipe) {
        return new FusedSession(initial, images, recipe, threads);
    }

    /**
     * Gradient of the mean cross-entropy of a batch of neighbouring images with rounded pixels, to look at or to compare.
     *
     * @param firstImage index of the batch's first image
     * @param count number of images, at least 1
     * @return {@link Parameters#COUNT} values in the order of {@link Parameters}
     */
    public float[] meanGradient(Parameters parameters, LabelledImages images, int firstImage, int count) {
        Recipe oneBatch = new Recipe(0, 1, count, Recipe.LEARNING_RATE, NAME);
        try (FusedSession session = new FusedSession(parameters, images, oneBatch, threads)) {
            return session.meanGradient(firstImage, count);
        }
    }
}

package org.zkmnist.model;

/**
 * Everything, besides the dataset, that decides which bytes training gives: the same recipe gives the same network.
 *
 * @param seed of the initial parameters, any value
 * @param epochs passes over the training images, at least 1
 * @param batchSize images per optimiser step, at least 1; the last batch of an epoch holds what is left
 * @param learningRate of the Adam optimiser (decay rates 0.9 and 0.999, epsilon 1e-8)
 * @param engine name of the training engine, {@code fused} or {@code dl4j}: the two round differently
 */
public record Recipe(long seed, int epochs, int batchSize, double learningRate, String engine) {
    public static final int BATCH_SIZE = 256;
    public static final double LEARNING_RATE = 1e-3;

    public Recipe {
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs is " + epochs + ", expected at least 1");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size is " + batchSize + ", expected at least 1");
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate is " + learningRate + ", expected a positive number");
        }
    }

    /** The recipe of the original demonstration: batches of 256, learning rate 0.001. */
    public static Recipe standard(long seed, int epochs, String engine) {
        return new Recipe(seed, epochs, BATCH_SIZE, LEARNING_RATE, engine);
    }

    /** What tells recipes apart, in words: {@code seed 1, 25 epochs, engine fused}. */
    public String summary() {
        String rate = learningRate == LEARNING_RATE ? "" : ", learning rate " + learningRate;
        return "seed " + seed + ", " + epochs + (epochs == 1 ? " epoch" : " epochs") + rate + ", engine " + engine;
    }
}

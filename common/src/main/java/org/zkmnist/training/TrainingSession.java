package org.zkmnist.training;

import org.zkmnist.model.Parameters;

/** Training under way: parameters, the optimiser's memory of past gradients, and the threads or buffers it uses. */
public interface TrainingSession extends AutoCloseable {
    /**
     * One optimiser step on the mean gradient of a batch of neighbouring images.
     *
     * @param firstImage index of the batch's first image
     * @param count number of images, at least 1
     * @return sum of the images' cross-entropies before the step
     */
    double step(int firstImage, int count);

    /** The parameters as they are after the last step. */
    Parameters parameters();

    /** Frees what the session holds. Never throws. */
    @Override
    void close();
}

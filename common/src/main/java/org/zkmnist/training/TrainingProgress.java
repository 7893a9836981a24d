package org.zkmnist.training;

import java.time.Duration;
import org.zkmnist.model.ModelKind;

/**
 * Where the training of one network stands after a batch.
 *
 * @param epoch the epoch under way, from 1
 * @param epochs how many there will be
 * @param batch batches done in this epoch, from 1
 * @param batches how many an epoch has
 * @param loss mean cross-entropy of the images of this epoch so far
 * @param imagesPerSecond mean speed since this network's training started
 * @param timeLeft estimate for this network's remaining epochs
 */
public record TrainingProgress(
        ModelKind kind,
        int epoch,
        int epochs,
        int batch,
        int batches,
        double loss,
        double imagesPerSecond,
        Duration timeLeft) {}

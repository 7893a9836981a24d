package org.zkmnist.auto.status;

import java.util.Optional;
import org.zkmnist.Stage;
import org.zkmnist.model.Origin;

/**
 * How far the whole job is.
 *
 * @param fraction from 0 to 1
 * @param secondsLeft estimate for all that is still to be done; empty until a speed is known, and after a failure
 * @param imagesPerSecond speed of the training under way
 */
public record JobProgress(double fraction, Optional<Double> secondsLeft, Optional<Double> imagesPerSecond) {
    // In epochs of training. On the usual dataset; what is not an epoch is a small part of the whole.
    private static final double DATASET = 0.5;
    private static final double EVALUATION = 0.25;
    private static final double EXPORT = 0.1;
    private static final double DATASET_FILES = 4;

    /** Until it is known that a network comes from a cache, it counts as one that is to be trained. */
    public static JobProgress of(JobStatus status) {
        if (status.isReady()) {
            return new JobProgress(1, Optional.of(0.0), Optional.empty());
        }
        double total = DATASET + EXPORT;
        double done = status.stage() == Stage.DATASET ? DATASET * downloaded(status) : DATASET;
        double secondsPerEpoch = 0;
        Optional<Double> imagesPerSecond = Optional.empty();
        for (ModelStatus model : status.models().values()) {
            total += work(model);
            done += done(model);
            if (model.secondsPerEpoch() > 0) {
                secondsPerEpoch = model.secondsPerEpoch();
            }
            if (model.state() == ModelStatus.State.TRAINING && model.imagesPerSecond() > 0) {
                imagesPerSecond = Optional.of(model.imagesPerSecond());
            }
        }
        if (status.state() == JobState.FAILED) {
            return new JobProgress(done / total, Optional.empty(), Optional.empty());
        }
        Optional<Double> secondsLeft =
                secondsPerEpoch > 0 ? Optional.of((total - done) * secondsPerEpoch) : Optional.empty();
        return new JobProgress(done / total, secondsLeft, imagesPerSecond);
    }

    private static double downloaded(JobStatus status) {
        return status.download()
                .map(file -> file.present() / (double) file.total() / DATASET_FILES)
                .orElse(0.0);
    }

    private static boolean isFromCache(ModelStatus model) {
        return model.origin().filter(origin -> origin != Origin.TRAINED).isPresent();
    }

    private static double work(ModelStatus model) {
        return EVALUATION + (isFromCache(model) ? 0 : model.epochs());
    }

    private static double done(ModelStatus model) {
        return switch (model.state()) {
            case WAITING -> 0;
            case TRAINING -> model.epoch() - 1 + (model.batches() == 0 ? 0 : model.batch() / (double) model.batches());
            case READY -> work(model);
        };
    }
}

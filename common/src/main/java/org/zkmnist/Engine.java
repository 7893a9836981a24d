package org.zkmnist;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.zkmnist.training.Dl4jEngine;
import org.zkmnist.training.TrainingEngine;
import org.zkmnist.training.fused.FusedEngine;

/** The training engines that there are to choose from. */
public enum Engine {
    /** Fast, and the same bits everywhere. */
    FUSED,
    /** DL4J's own training: the reference to read. */
    DL4J;

    /** Name in a recipe and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The engine of that name, if there is one. */
    public static Optional<Engine> named(String label) {
        return Arrays.stream(values())
                .filter(engine -> engine.label().equals(label))
                .findFirst();
    }

    /** @param threads how many the engine computes with; DL4J's native code has a setting of its own */
    public TrainingEngine start(int threads) {
        return this == FUSED ? new FusedEngine(threads) : new Dl4jEngine();
    }
}

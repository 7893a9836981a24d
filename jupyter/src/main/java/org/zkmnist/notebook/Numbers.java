package org.zkmnist.notebook;

import java.nio.file.Path;
import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;

/**
 * The numbers that a reader may change.
 *
 * <p>With those that {@code ./modeller train} would take, an experiment shares that command's model cache and artifacts.
 * Any others make it an exercise, with a directory of its own below {@code data/notebook}: playing replaces nothing.
 *
 * @param seed of the initial parameters of both networks
 * @param goodEpochs how long the good network is trained
 * @param badEpochs how long the bad network is trained
 * @param learningRate of both networks' optimiser
 */
record Numbers(long seed, int goodEpochs, int badEpochs, double learningRate) {
    static final long SEED = 1;
    static final int GOOD_EPOCHS = 25;
    static final int BAD_EPOCHS = 1;

    /** Those of {@code ./modeller train}. */
    static Numbers standard(Surroundings surroundings) {
        return new Numbers(
                surroundings.number("MODELLER_SEED", SEED),
                surroundings.count("MODELLER_GOOD_EPOCHS", GOOD_EPOCHS),
                surroundings.count("MODELLER_BAD_EPOCHS", BAD_EPOCHS),
                Recipe.LEARNING_RATE);
    }

    /** @throws IllegalArgumentException if a number is out of its range, in one line */
    Settings settings(Surroundings surroundings) {
        boolean exercise = !equals(standard(surroundings));
        Path data = exercise ? surroundings.data().resolve("notebook").resolve(directoryName()) : surroundings.data();
        Settings settings = new Settings(
                data,
                exercise ? data.resolve("auto") : surroundings.output(),
                seed,
                goodEpochs,
                badEpochs,
                Engine.FUSED,
                surroundings.threads(),
                surroundings.mirrors(),
                surroundings.choices(),
                learningRate);
        // Refuses a learning rate that is none.
        settings.recipe(ModelKind.GOOD);
        return settings;
    }

    private String directoryName() {
        return "seed-" + seed + "-good-" + goodEpochs + "-bad-" + badEpochs + "-rate-" + learningRate;
    }

    String summary() {
        return "seed " + seed + ", good network " + epochs(goodEpochs) + ", bad network " + epochs(badEpochs)
                + ", learning rate " + learningRate;
    }

    private static String epochs(int count) {
        return count + (count == 1 ? " epoch" : " epochs");
    }
}

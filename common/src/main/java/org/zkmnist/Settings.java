package org.zkmnist;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;

/**
 * What the modeller is asked to do.
 *
 * @param data directory of the dataset cache and the model cache
 * @param output directory of the artifacts
 * @param seed of both networks' initial parameters
 * @param goodEpochs how long the good network is trained, at least 1
 * @param badEpochs how long the bad network is trained, at least 1
 * @param engine which engine trains
 * @param threads how many threads compute, at least 1; does not change the result of {@link Engine#FUSED}
 * @param mirrors where MNIST is downloaded from if there is no cache, in this order
 * @param choices which images become {@code input.json} and {@code cal_data.json}
 * @param learningRate of both networks' optimiser, a positive number
 */
public record Settings(
        Path data,
        Path output,
        long seed,
        int goodEpochs,
        int badEpochs,
        Engine engine,
        int threads,
        List<URI> mirrors,
        ExportChoices choices,
        double learningRate) {
    public static final String DATASET_CACHE = "mnist-train-n-test.tar.gz";
    public static final String MODEL_CACHE = "models-pkl.tar.gz";

    public Settings {
        requireAtLeastOne("good epochs", goodEpochs);
        requireAtLeastOne("bad epochs", badEpochs);
        requireAtLeastOne("threads", threads);
        mirrors = List.copyOf(mirrors);
    }

    /** The same with the learning rate of the original demonstration. */
    public Settings(
            Path data,
            Path output,
            long seed,
            int goodEpochs,
            int badEpochs,
            Engine engine,
            int threads,
            List<URI> mirrors,
            ExportChoices choices) {
        this(data, output, seed, goodEpochs, badEpochs, engine, threads, mirrors, choices, Recipe.LEARNING_RATE);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least 1");
        }
    }

    public Path datasetCache() {
        return data.resolve(DATASET_CACHE);
    }

    public Path modelCache() {
        return data.resolve(MODEL_CACHE);
    }

    /** How a network of this kind is to be trained. */
    public Recipe recipe(ModelKind kind) {
        int epochs = kind == ModelKind.GOOD ? goodEpochs : badEpochs;
        return new Recipe(seed, epochs, Recipe.BATCH_SIZE, learningRate, engine.label());
    }
}

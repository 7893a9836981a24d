package org.zkmnist.auto.digit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.TrainingListener;
import org.zkmnist.training.fused.FusedEngine;
import org.zkmnist.training.fused.FusedEvaluator;

/** MNIST and two really, but briefly, trained networks, made once for all tests of this package. */
final class TrainedNetworks {
    /** Seen from the module's directory, where Maven runs the tests. */
    private static final Path CACHE = Path.of("..", "data", "mnist-train-n-test.tar.gz");

    private static final int TRAINING_IMAGES = 10_000;
    private static final int THREADS = 2;

    private TrainedNetworks() {}

    static Mnist mnist() {
        return Holder.MNIST;
    }

    static Parameters good() {
        return Holder.GOOD;
    }

    static Parameters bad() {
        return Holder.BAD;
    }

    static Networks both() {
        return kind -> Optional.of(kind == ModelKind.GOOD ? good() : bad());
    }

    /** The trainer's own logits for grey test images. */
    static float[][] logits(Parameters parameters, int first, int count) {
        try (FusedEvaluator evaluator = new FusedEvaluator(THREADS)) {
            return evaluator.logits(parameters, part(mnist().test(), first, count), false);
        }
    }

    /** A copy of some neighbouring images. */
    static LabelledImages part(LabelledImages images, int first, int count) {
        int pixels = LabelledImages.PIXELS;
        return new LabelledImages(
                Arrays.copyOfRange(images.pixels(), first * pixels, (first + count) * pixels),
                Arrays.copyOfRange(images.labels(), first, first + count));
    }

    private static final class Holder {
        static final Mnist MNIST = read();
        static final Parameters GOOD = train(ModelKind.GOOD, new Recipe(1, 2, 64, 0.006, FusedEngine.NAME));
        static final Parameters BAD = train(ModelKind.BAD, new Recipe(1, 1, 64, 0.003, FusedEngine.NAME));

        private static Mnist read() {
            try {
                return new DatasetCache(CACHE).read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Parameters train(ModelKind kind, Recipe recipe) {
            Mnist less =
                    new Mnist(part(MNIST.training(), 0, TRAINING_IMAGES), part(MNIST.test(), 0, 100), MNIST.digests());
            try (FusedEvaluator evaluator = new FusedEvaluator(THREADS)) {
                return new Trainer(new FusedEngine(THREADS), evaluator, new TrainingListener() {})
                        .train(kind, recipe, less)
                        .parameters();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the test", e);
            }
        }
    }
}

package org.zkmnist.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;

/** The repository's MNIST, read once for all tests of this package and those below. */
public final class RealMnist {
    /** Seen from the module's directory, where Maven runs the tests. */
    public static final Path CACHE = Path.of("..", "data", "mnist-train-n-test.tar.gz");

    private RealMnist() {}

    public static Mnist get() {
        return Holder.MNIST;
    }

    /** A copy of some neighbouring images. */
    public static LabelledImages part(LabelledImages images, int first, int count) {
        int pixels = LabelledImages.PIXELS;
        return new LabelledImages(
                Arrays.copyOfRange(images.pixels(), first * pixels, (first + count) * pixels),
                Arrays.copyOfRange(images.labels(), first, first + count));
    }

    private static final class Holder {
        static final Mnist MNIST = read();

        private static Mnist read() {
            try {
                return new DatasetCache(CACHE).read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

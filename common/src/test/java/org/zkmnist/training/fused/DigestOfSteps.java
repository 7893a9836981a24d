package org.zkmnist.training.fused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingSession;

/**
 * Prints the digest of the parameters after a number of training batches from seed 1, to be compared with that of
 * another Java virtual machine or processor.
 *
 * <p>Needs no ND4J class and no native library, only the product's classes and Commons Compress with what that depends
 * on (Commons IO, Lang and Codec):
 *
 * <pre>
 * java -cp common/target/classes:common/target/test-classes:COMMONS_JARS \
 *     org.zkmnist.training.fused.DigestOfSteps --data data/mnist-train-n-test.tar.gz --batches 10 --threads 2
 * </pre>
 *
 * <p>Options: {@code --data FILE} trains on the dataset cache FILE, {@code --synthetic COUNT} on that many made-up images
 * instead; {@code --batches N} is the number of steps of 256 images, which start over after the last image; {@code
 * --threads N} (1 where it is not given) must not change what is printed: 64 hexadecimal digits and a newline.
 */
final class DigestOfSteps {
    private static final long SEED = 1;

    private DigestOfSteps() {}

    public static void main(String[] arguments) throws IOException {
        LabelledImages images = null;
        int batches = 0;
        int threads = 1;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--data" ->
                    images = new DatasetCache(Path.of(value)).read().training();
                case "--synthetic" -> images = synthetic(Integer.parseInt(value));
                case "--batches" -> batches = Integer.parseInt(value);
                case "--threads" -> threads = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (images == null || batches < 1 || arguments.length % 2 != 0) {
            System.err.println("expected --data FILE or --synthetic COUNT, --batches N, and perhaps --threads N");
            System.exit(2);
        }
        System.out.println(digest(images, batches, threads));
    }

    /** The digest after some batches, which start over after the last image. */
    static String digest(LabelledImages images, int batches, int threads) {
        Recipe recipe = Recipe.standard(SEED, 1, FusedEngine.NAME);
        try (TrainingSession session = new FusedEngine(threads).start(Parameters.initial(SEED), images, recipe)) {
            int first = 0;
            for (int batch = 0; batch < batches; batch++) {
                int count = Math.min(recipe.batchSize(), images.count() - first);
                session.step(first, count);
                first = (first + count) % images.count();
            }
            return session.parameters().digest();
        }
    }

    /** Images of one bright bar each whose place depends on the label; the same everywhere. */
    static LabelledImages synthetic(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] pixels = new byte[count * LabelledImages.PIXELS];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) random.nextInt(10);
            for (int pixel = 0; pixel < LabelledImages.PIXELS; pixel++) {
                boolean bar = Math.abs(pixel / LabelledImages.SIDE - 2 * labels[image] - 4) < 3;
                pixels[image * LabelledImages.PIXELS + pixel] = (byte) random.nextInt(bar ? 256 : 140);
            }
        }
        return new LabelledImages(pixels, labels);
    }
}

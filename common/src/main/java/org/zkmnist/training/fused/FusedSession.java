package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.LANES;

import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingSession;

/**
 * Training by chunks of {@value Shape#LANES} images that any thread may compute.
 *
 * <p>Each chunk has a gradient of its own, and these are added in the order of the chunks: the result does not depend on
 * which thread computed which, nor on how many threads there are.
 */
final class FusedSession implements TrainingSession {
    /** Parameters are divided among the threads in this many ranges for summing and for the optimiser. */
    private static final int RANGES = 8;

    private final Workers workers;
    private final ImageBits bits;
    private final LabelledImages images;
    private final float[] parameters;
    private final DerivedWeights weights;
    private final Adam adam;
    private final ChunkGradient[] chunkGradients;
    private final float[][] gradients;
    private final double[] losses;

    FusedSession(Parameters initial, LabelledImages images, Recipe recipe, int threads) {
        this.images = images;
        this.bits = new ImageBits(images);
        this.parameters = initial.toArray();
        this.weights = new DerivedWeights(parameters);
        this.adam = new Adam(Parameters.COUNT, recipe.learningRate());
        int chunks = chunks(recipe.batchSize());
        this.gradients = Shape.rows(chunks, Parameters.COUNT);
        this.losses = new double[chunks];
        this.workers = new Workers(Math.min(threads, Math.max(chunks, RANGES)));
        this.chunkGradients = new ChunkGradient[workers.count()];
        for (int i = 0; i < chunkGradients.length; i++) {
            chunkGradients[i] = new ChunkGradient(weights);
        }
    }

    @Override
    public double step(int firstImage, int count) {
        int chunks = gradient(firstImage, count);
        adam.nextStep();
        workers.run(RANGES, (range, worker) -> {
            int from = rangeStart(range);
            int to = rangeStart(range + 1);
            sumChunks(chunks, from, to);
            adam.update(parameters, gradients[0], from, to);
        });
        workers.run(DerivedWeights.PARTS, (part, worker) -> weights.update(part));
        double loss = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            loss += losses[chunk];
        }
        return loss;
    }

    /** Mean gradient of a batch at the present parameters, which stay as they are. */
    float[] meanGradient(int firstImage, int count) {
        int chunks = gradient(firstImage, count);
        sumChunks(chunks, 0, Parameters.COUNT);
        return gradients[0].clone();
    }

    private int gradient(int firstImage, int count) {
        int chunks = chunks(count);
        workers.run(chunks, (chunk, worker) -> {
            int offset = chunk * LANES;
            losses[chunk] = chunkGradients[worker].compute(
                    bits, images, firstImage + offset, Math.min(LANES, count - offset), 1.0 / count, gradients[chunk]);
        });
        return chunks;
    }

    private void sumChunks(int chunks, int from, int to) {
        for (int chunk = 1; chunk < chunks; chunk++) {
            add(gradients[0], gradients[chunk], from, to);
        }
    }

    private static void add(float[] sum, float[] gradient, int from, int to) {
        for (int j = from; j < to; j++) {
            sum[j] = sum[j] + gradient[j];
        }
    }

    private static int chunks(int images) {
        return (images + LANES - 1) / LANES;
    }

    private static int rangeStart(int range) {
        return Parameters.COUNT * range / RANGES;
    }

    @Override
    public Parameters parameters() {
        return Parameters.of(parameters);
    }

    @Override
    public void close() {
        workers.close();
    }
}

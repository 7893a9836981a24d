package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingSession;

/**
 * Training in two rounds a batch: first chunks of {@value Shape#LANES} images, then ranges of the parameters, each of
 * which any thread may compute.
 *
 * <p>Each chunk leaves what it adds to the gradient at a place of its own, and the sums are made in the order of the
 * chunks: the result does not depend on which thread computed which, nor on how many threads there are.
 */
final class FusedSession implements TrainingSession {
    private final Workers workers;
    private final ImageBits bits;
    private final LabelledImages images;
    private final float[] parameters;
    private final DerivedWeights weights;
    private final Adam adam;
    /** One for a thread. */
    private final ChunkGradient[] chunkGradients;
    /** One for a chunk. */
    private final ConvolutionGradient[] convolutionGradients;

    private final double[] losses;
    private final DenseGradient denseGradient;
    private final float[] gradient = new float[Parameters.COUNT];

    FusedSession(Parameters initial, LabelledImages images, Recipe recipe, int threads) {
        this.images = images;
        this.bits = new ImageBits(images);
        this.parameters = initial.toArray();
        this.weights = new DerivedWeights(parameters);
        this.adam = new Adam(Parameters.COUNT, recipe.learningRate());
        int chunks = chunks(recipe.batchSize());
        this.denseGradient = new DenseGradient(chunks * LANES);
        this.losses = new double[chunks];
        this.convolutionGradients = new ConvolutionGradient[chunks];
        Arrays.setAll(convolutionGradients, i -> new ConvolutionGradient());
        this.workers = new Workers(Math.min(threads, Math.max(chunks, LayerRange.ALL.size())));
        this.chunkGradients = new ChunkGradient[workers.count()];
        Arrays.setAll(chunkGradients, i -> new ChunkGradient(weights));
    }

    @Override
    public double step(int firstImage, int count) {
        int chunks = computeChunks(firstImage, count);
        adam.nextStep();
        workers.run(LayerRange.ALL.size(), (i, worker) -> {
            LayerRange range = LayerRange.ALL.get(i);
            finish(range, chunks);
            Layer layer = range.layer();
            adam.update(parameters, gradient, layer.weight(range.from()), layer.weight(range.to()));
            adam.update(parameters, gradient, layer.bias(range.from()), layer.bias(range.to()));
            weights.update(range);
        });
        double loss = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            loss += losses[chunk];
        }
        return loss;
    }

    /** Mean gradient of a batch at the present parameters, which stay as they are. */
    float[] meanGradient(int firstImage, int count) {
        int chunks = computeChunks(firstImage, count);
        for (LayerRange range : LayerRange.ALL) {
            finish(range, chunks);
        }
        return gradient.clone();
    }

    private int computeChunks(int firstImage, int count) {
        int chunks = chunks(count);
        workers.run(chunks, (chunk, worker) -> {
            losses[chunk] = chunkGradients[worker].compute(
                    bits, images, firstImage, count, chunk, denseGradient, convolutionGradients[chunk]);
        });
        return chunks;
    }

    private void finish(LayerRange range, int chunks) {
        switch (range.layer()) {
            case CONV1 -> ConvolutionGradient.finishConv1(convolutionGradients, chunks, gradient);
            case CONV2 -> ConvolutionGradient.finishConv2(convolutionGradients, chunks, gradient);
            default -> denseGradient.finish(range, chunks * LANES, gradient);
        }
    }

    private static int chunks(int images) {
        return (images + LANES - 1) / LANES;
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

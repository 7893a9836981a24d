package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV2_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.DENSE1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE1_WEIGHT;
import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Parameters;

/**
 * The mean gradient of a batch: the convolutions by chunks of {@value Shape#LANES} images, the dense layers for the whole
 * batch, each step shared out among the threads.
 *
 * <p>Which pieces there are, and in which order sums are made, depends on the number of images only: the result does not
 * depend on which thread computed which piece, nor on how many threads there are.
 */
final class BatchGradient {
    /** Ranges of parameters whose gradient can be finished at the same time, the longest work first. */
    static final int RANGES = 7;

    private static final int DENSE1_RANGES = 4;
    private static final int[] RANGE_START = rangeStarts();

    /** Of all parameters in their order; complete once all ranges are finished. */
    final float[] gradient = new float[Parameters.COUNT];

    private final Workers workers;
    private final ImageBits bits;
    private final LabelledImages images;
    private final DerivedWeights weights;
    private final DenseForward denseForward;
    private final DenseBackward denseBackward;

    /** One of each for a chunk. */
    private final int[][] columns;

    private final ConvolutionValues[] values;
    private final ConvolutionGradient[] convolutions;
    private final double[] losses;
    private int chunks;

    /** One of each for a thread. */
    private final ConvolutionForward[] forward;

    private final ConvolutionBackward[] backward;

    private final SoftmaxCrossEntropy[] crossEntropy;

    /** @param batchSize images of the largest batch */
    BatchGradient(LabelledImages images, DerivedWeights weights, int batchSize, Workers workers) {
        this.images = images;
        this.bits = new ImageBits(images);
        this.weights = weights;
        this.workers = workers;
        int most = chunks(batchSize);
        denseForward = new DenseForward(most * LANES);
        denseBackward = new DenseBackward(denseForward, most * LANES);
        columns = new int[most][IMAGE_SIDE * LANES];
        values = new ConvolutionValues[most];
        Arrays.setAll(values, i -> new ConvolutionValues());
        convolutions = new ConvolutionGradient[most];
        Arrays.setAll(convolutions, i -> new ConvolutionGradient());
        losses = new double[most];
        forward = new ConvolutionForward[workers.count()];
        Arrays.setAll(forward, i -> new ConvolutionForward());
        backward = new ConvolutionBackward[workers.count()];
        Arrays.setAll(backward, i -> new ConvolutionBackward());
        crossEntropy = new SoftmaxCrossEntropy[workers.count()];
        Arrays.setAll(crossEntropy, i -> new SoftmaxCrossEntropy());
    }

    static int chunks(int images) {
        return (images + LANES - 1) / LANES;
    }

    /**
     * Computes all but the end of each range, which is left to {@link #finish}.
     *
     * @return sum of the images' losses
     */
    double compute(int firstImage, int count) {
        chunks = chunks(count);
        int n = chunks * LANES;
        workers.run(chunks, (chunk, worker) -> convolve(forward[worker], chunk, firstImage, count));
        workers.run(DenseForward.FIRST_PIECES, (piece, worker) -> denseForward.first(weights, piece, n));
        workers.run(DenseForward.SECOND_PIECES, (piece, worker) -> denseForward.second(weights, piece, n));
        denseForward.output(weights, n);
        workers.run(chunks, (chunk, worker) -> {
            losses[chunk] = loss(crossEntropy[worker], chunk, firstImage, count);
            denseBackward.transpose(chunk);
        });
        workers.run(DenseBackward.SECOND_PIECES, (piece, worker) -> denseBackward.secondDelta(weights, piece, n));
        workers.run(DenseBackward.FIRST_PIECES + DenseBackward.WEIGHT_PIECES, (piece, worker) -> {
            if (piece < DenseBackward.FIRST_PIECES) {
                denseBackward.firstDelta(weights, piece, n);
            } else {
                denseBackward.weightGradients(piece - DenseBackward.FIRST_PIECES, n, gradient);
            }
        });
        workers.run(DenseBackward.FEATURE_PIECES, (piece, worker) -> denseBackward.featureGradient(weights, piece, n));
        workers.run(chunks + DenseBackward.FIRST_PIECES, (piece, worker) -> {
            if (piece < chunks) {
                convolveBack(piece, backward[worker]);
            } else {
                denseBackward.firstWeightGradient(piece - chunks, n, gradient);
            }
        });
        double loss = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            loss += losses[chunk];
        }
        return loss;
    }

    private void convolve(ConvolutionForward pass, int chunk, int firstImage, int count) {
        int from = chunk * LANES;
        bits.gather(firstImage + from, Math.min(LANES, count - from), columns[chunk]);
        ImageBits.unpack(columns[chunk], pass.pixels);
        pass.run(weights, values[chunk], denseForward.features, from);
    }

    private void convolveBack(int chunk, ConvolutionBackward pass) {
        pass.run(
                values[chunk],
                weights,
                columns[chunk],
                denseBackward.featureGradient,
                chunk * LANES,
                convolutions[chunk]);
    }

    private double loss(SoftmaxCrossEntropy crossEntropy, int chunk, int firstImage, int count) {
        double loss = 0;
        float[] logits = new float[CLASSES];
        float[] gradients = new float[CLASSES];
        int from = chunk * LANES;
        for (int image = from; image < from + LANES; image++) {
            if (image < count) {
                for (int digit = 0; digit < CLASSES; digit++) {
                    logits[digit] = denseForward.logits[digit][image];
                }
                int label = images.label(firstImage + image);
                loss += crossEntropy.loss(logits, label);
                crossEntropy.gradient(label, 1.0 / count, gradients);
            } else {
                Arrays.fill(gradients, 0f);
            }
            for (int digit = 0; digit < CLASSES; digit++) {
                denseBackward.deltaLogits[digit][image] = gradients[digit];
            }
        }
        return loss;
    }

    /** Completes the gradient from {@link #rangeStart} to before {@link #rangeEnd}. */
    void finish(int range) {
        switch (range) {
            case 0 -> ConvolutionGradient.finishConv1(convolutions, chunks, gradient);
            case 1 -> ConvolutionGradient.finishConv2(convolutions, chunks, gradient);
            default -> {
                // Dense layers have no chunks to be added.
            }
        }
    }

    static int rangeStart(int range) {
        return RANGE_START[range];
    }

    static int rangeEnd(int range) {
        return RANGE_START[range + 1];
    }

    private static int[] rangeStarts() {
        int[] starts = new int[RANGES + 1];
        starts[1] = CONV2_WEIGHT;
        for (int i = 0; i <= DENSE1_RANGES; i++) {
            starts[2 + i] = DENSE1_WEIGHT + (DENSE1_BIAS - DENSE1_WEIGHT) * i / DENSE1_RANGES;
        }
        starts[RANGES] = Parameters.COUNT;
        return starts;
    }
}

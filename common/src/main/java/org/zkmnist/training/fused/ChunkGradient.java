package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;
import org.zkmnist.dataset.LabelledImages;

/** One thread's buffers for the gradient of a chunk: forward, loss, backward. */
final class ChunkGradient {
    private final DerivedWeights weights;
    private final int[] columns = new int[IMAGE_SIDE * LANES];
    private final ForwardPass forward = new ForwardPass();
    private final SoftmaxCrossEntropy crossEntropy = new SoftmaxCrossEntropy();
    private final BackwardPass backward = new BackwardPass();

    ChunkGradient(DerivedWeights weights) {
        this.weights = weights;
    }

    /**
     * @param first index of the batch's first image
     * @param count images of the batch
     * @param chunk index of the chunk within the batch
     * @param dense gets the chunk's values and deltas of the dense layers
     * @param gradient gets the chunk's share of the gradient of the convolutions
     * @return sum of the losses of the chunk's images
     */
    double compute(
            ImageBits bits,
            LabelledImages images,
            int first,
            int count,
            int chunk,
            DenseGradient dense,
            ConvolutionGradient gradient) {
        int firstOfChunk = first + chunk * LANES;
        int countOfChunk = Math.min(LANES, count - chunk * LANES);
        bits.gather(firstOfChunk, countOfChunk, columns);
        ImageBits.unpack(columns, forward.pixels);
        DenseValues values = dense.values.chunk(chunk);
        forward.run(weights, values);
        double loss = 0;
        for (int image = 0; image < LANES; image++) {
            if (image < countOfChunk) {
                int label = images.label(firstOfChunk + image);
                loss += crossEntropy.loss(forward.logits[image], label);
                crossEntropy.gradient(label, 1.0 / count, backward.deltaLogits[image]);
            } else {
                Arrays.fill(backward.deltaLogits[image], 0f);
            }
        }
        backward.run(forward, values, weights, columns, chunk, dense, gradient);
        return loss;
    }
}

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
     * @param count images of this chunk, at most {@link Shape#LANES}
     * @param scale factor of each image's gradient: one over the images of the batch
     * @param gradient gets the chunk's share of the batch's mean gradient
     * @return sum of the images' losses
     */
    double compute(ImageBits bits, LabelledImages images, int first, int count, double scale, float[] gradient) {
        bits.gather(first, count, columns);
        ImageBits.unpack(columns, forward.pixels);
        forward.run(weights);
        double loss = 0;
        for (int image = 0; image < LANES; image++) {
            if (image < count) {
                int label = images.label(first + image);
                loss += crossEntropy.loss(forward.logits[image], label);
                crossEntropy.gradient(label, scale, backward.deltaLogits[image]);
            } else {
                Arrays.fill(backward.deltaLogits[image], 0f);
            }
        }
        backward.run(forward, weights, columns, gradient);
        return loss;
    }
}

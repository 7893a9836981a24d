package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CLASSES_PADDED;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;

/** From the loss gradient at a chunk's logits to all deltas, and to the gradient of the convolutions. */
final class BackwardPass {
    /** Loss gradient at the logits, one row an image; to be filled before {@link #run}. The padding stays zero. */
    final float[][] deltaLogits = Shape.rows(LANES, CLASSES_PADDED);

    private final float[][] delta2 = Shape.rows(LANES, DENSE2);
    private final float[][] delta1 = Shape.rows(LANES, DENSE1);
    private final float[][] featureGradient = Shape.rows(LANES, FLAT);
    private final ConvolutionBackward convolutions = new ConvolutionBackward();

    /**
     * @param forward the pass that gave the logits; the second convolution's values are overwritten
     * @param dense the values that the pass gave
     * @param columns the same images as {@link ImageBits#gather} gives them
     * @param chunk index of the chunk within the batch
     * @param denseGradient gets the chunk's deltas
     * @param gradient gets the chunk's share of the convolutions' gradient
     */
    void run(
            ForwardPass forward,
            DenseValues dense,
            DerivedWeights weights,
            int[] columns,
            int chunk,
            DenseGradient denseGradient,
            ConvolutionGradient gradient) {
        product(deltaLogits, weights.dense3, delta2, DENSE2);
        multiplyByDerivative(delta2, dense.dense2(), DENSE2);
        product(delta2, weights.dense2, delta1, DENSE1);
        multiplyByDerivative(delta1, dense.dense1(), DENSE1);
        product(delta1, weights.dense1, featureGradient, FLAT);
        denseGradient.put(chunk, deltaLogits, delta2, delta1);
        convolutions.run(forward.convolutionValues, weights, columns, featureGradient, gradient);
    }

    private static void product(float[][] a, float[][] b, float[][] out, int n) {
        for (float[] row : out) {
            Arrays.fill(row, 0f);
        }
        MatrixProduct.add(out, a, b, n);
    }

    private static void multiplyByDerivative(float[][] gradient, float[][] values, int n) {
        for (int image = 0; image < LANES; image++) {
            Sigmoid.multiplyByDerivative(gradient[image], values[image], n);
        }
    }
}

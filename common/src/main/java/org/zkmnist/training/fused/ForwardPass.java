package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.DENSE1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE3_BIAS;
import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.CLASSES_PADDED;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.LANES;

/**
 * The network from pixels to logits for a chunk of images, keeping every layer's values for the way back.
 *
 * <p>Fill {@link #pixels}, call {@link #run}, read {@link #logits}. Rounded and un-rounded pixels go the same way.
 */
final class ForwardPass {
    private final ConvolutionForward convolutions = new ConvolutionForward();

    /** Grey values 0 to 1: {@code pixels[y][x * LANES + image]}. */
    final float[][] pixels = convolutions.pixels;

    final ConvolutionValues convolutionValues = new ConvolutionValues();
    /** One row an image; the last {@code CLASSES_PADDED − CLASSES} values are zero. */
    final float[][] logits = Shape.rows(LANES, CLASSES_PADDED);

    /** @param dense gets the dense layers' values, in rows for as many images as are computed together */
    void run(DerivedWeights weights, DenseValues dense) {
        convolutions.run(weights, convolutionValues, dense.features());
        float[] parameters = weights.parameters;
        dense(dense.features(), weights.dense1ByInput, parameters, DENSE1_BIAS, dense.dense1(), DENSE1);
        dense(dense.dense1(), weights.dense2ByInput, parameters, DENSE2_BIAS, dense.dense2(), DENSE2);
        outputLayer(weights, dense.dense2());
    }

    private static void dense(
            float[][] in, float[][] weightsByInput, float[] parameters, int bias, float[][] out, int outputs) {
        for (float[] row : out) {
            System.arraycopy(parameters, bias, row, 0, outputs);
        }
        MatrixProduct.add(out, in, weightsByInput, outputs);
        for (float[] row : out) {
            Sigmoid.apply(row, outputs);
        }
    }

    private void outputLayer(DerivedWeights weights, float[][] dense2) {
        for (int image = 0; image < LANES; image++) {
            float[] in = dense2[image];
            for (int digit = 0; digit < CLASSES; digit++) {
                logits[image][digit] = weights.parameters[DENSE3_BIAS + digit] + dot(weights.dense3[digit], in);
            }
        }
    }

    /** Four sums side by side, so that the processor need not wait for one addition before the next. */
    private static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < DENSE2; i += 4) {
            s0 = s0 + a[i] * b[i];
            s1 = s1 + a[i + 1] * b[i + 1];
            s2 = s2 + a[i + 2] * b[i + 2];
            s3 = s3 + a[i + 3] * b[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }
}

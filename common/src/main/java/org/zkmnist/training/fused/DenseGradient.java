package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;

/**
 * The gradient of the dense layers' weights and biases for a whole batch: {@code deltaᵀ · in}.
 *
 * <p>A "delta" is the loss gradient at a layer's values before its sigmoid. The chunks leave their values and deltas here,
 * and when all are there, the sums are made for one range of outputs after the other.
 */
final class DenseGradient {
    /** Of all images of the batch. */
    final DenseValues values;

    /** Deltas, one row an output. */
    private final float[][] deltaLogits;

    private final float[][] delta2;
    private final float[][] delta1;

    private final float[][] dense1Sums = Shape.rows(DENSE1, FLAT);
    private final float[][] dense2Sums = Shape.rows(DENSE2, DENSE1);
    private final float[][] dense3Sums = Shape.rows(CLASSES, DENSE2);

    /** @param images of the largest batch, a multiple of {@link Shape#LANES} */
    DenseGradient(int images) {
        values = new DenseValues(images);
        deltaLogits = Shape.rows(CLASSES, images);
        delta2 = Shape.rows(DENSE2, images);
        delta1 = Shape.rows(DENSE1, images);
    }

    /** Takes over a chunk's deltas, each with one row an image. */
    void put(int chunk, float[][] deltaLogitsByImage, float[][] delta2ByImage, float[][] delta1ByImage) {
        transpose(deltaLogitsByImage, deltaLogits, chunk * LANES);
        transpose(delta2ByImage, delta2, chunk * LANES);
        transpose(delta1ByImage, delta1, chunk * LANES);
    }

    private static void transpose(float[][] byImage, float[][] byOutput, int at) {
        for (int image = 0; image < LANES; image++) {
            float[] row = byImage[image];
            for (int output = 0; output < byOutput.length; output++) {
                byOutput[output][at + image] = row[output];
            }
        }
    }

    /**
     * @param range of a dense layer; different ranges do not touch each other
     * @param images of the batch, a multiple of {@link Shape#LANES}
     * @param gradient gets the range's gradient at its place among all parameters
     */
    void finish(LayerRange range, int images, float[] gradient) {
        switch (range.layer()) {
            case DENSE1 -> sum(range, delta1, values.features(), dense1Sums, images, gradient);
            case DENSE2 -> sum(range, delta2, values.dense1(), dense2Sums, images, gradient);
            case DENSE3 -> sum(range, deltaLogits, values.dense2(), dense3Sums, images, gradient);
            default -> throw new IllegalArgumentException(range + " is not of a dense layer");
        }
    }

    private static void sum(
            LayerRange range, float[][] delta, float[][] in, float[][] sums, int images, float[] gradient) {
        Layer layer = range.layer();
        int inputs = layer.weightsOfOutput();
        for (int row = range.from(); row < range.to(); row++) {
            Arrays.fill(sums[row], 0f);
        }
        MatrixProduct.add(sums, range.from(), range.to(), delta, in, images, inputs);
        for (int row = range.from(); row < range.to(); row++) {
            System.arraycopy(sums[row], 0, gradient, layer.weight(row), inputs);
            gradient[layer.bias(row)] = Kernels.sum(delta[row], images);
        }
    }
}

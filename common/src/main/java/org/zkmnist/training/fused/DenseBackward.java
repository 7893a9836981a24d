package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.DENSE1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.DENSE2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE2_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.DENSE3_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE3_WEIGHT;
import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.CLASSES_PADDED;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;

/**
 * The gradient of the dense layers for a whole batch, from the loss gradient at the logits to that at the features.
 *
 * <p>A "delta" is the loss gradient at a layer's values before its sigmoid. The pieces of a method write different rows.
 */
final class DenseBackward {
    static final int SECOND_PIECES = 7;
    static final int FIRST_PIECES = 12;
    static final int FEATURE_PIECES = 16;
    /** Of {@link #weightGradients}: seven for the second layer, one for the third. */
    static final int WEIGHT_PIECES = SECOND_PIECES + 1;

    /** Loss gradient at the logits, one row a class, arranged as the logits are; the padding stays zero. */
    final float[][] deltaLogits;
    /** Loss gradient at the features, arranged as they are. */
    final float[][] featureGradient;

    private final DenseForward forward;
    private final float[][] delta2;
    private final float[][] delta1;
    private final float[][] featuresByImage;
    private final float[][] dense1ByImage;
    private final float[][] dense2ByImage;
    private final float[][] dense1Weights = Shape.rows(DENSE1, FLAT);
    private final float[][] dense2Weights = Shape.rows(DENSE2, DENSE1);
    private final float[][] dense3Weights = Shape.rows(CLASSES, DENSE2);

    /** @param forward the pass that gives the logits, for {@code images} at most */
    DenseBackward(DenseForward forward, int images) {
        this.forward = forward;
        deltaLogits = Shape.rows(CLASSES_PADDED, images);
        delta2 = Shape.rows(DENSE2, images);
        delta1 = Shape.rows(DENSE1, images);
        featureGradient = Shape.rows(FLAT, images);
        featuresByImage = Shape.rows(images, FLAT);
        dense1ByImage = Shape.rows(images, DENSE1);
        dense2ByImage = Shape.rows(images, DENSE2);
    }

    /** Turns a chunk's values into rows that belong to one image each, which the weights' gradients are made of. */
    void transpose(int chunk) {
        int from = chunk * LANES;
        transpose(forward.features, featuresByImage, from);
        transpose(forward.dense1, dense1ByImage, from);
        transpose(forward.dense2, dense2ByImage, from);
    }

    private static void transpose(float[][] rows, float[][] byImage, int from) {
        for (int i = 0; i < rows.length; i++) {
            float[] row = rows[i];
            for (int image = from; image < from + LANES; image++) {
                byImage[image][i] = row[image];
            }
        }
    }

    /** Needs {@link #deltaLogits}. */
    void secondDelta(DerivedWeights weights, int piece, int n) {
        int rows = DENSE2 / SECOND_PIECES;
        int from = piece * rows;
        clear(delta2, from, from + rows, n);
        MatrixProduct.add(delta2, from, from + rows, weights.dense3, 0, 1, DENSE2, deltaLogits, CLASSES_PADDED, n);
        multiplyByDerivative(delta2, forward.dense2, from, from + rows, n);
    }

    /** Needs all of {@link #secondDelta}. */
    void firstDelta(DerivedWeights weights, int piece, int n) {
        int rows = DENSE1 / FIRST_PIECES;
        int from = piece * rows;
        clear(delta1, from, from + rows, n);
        MatrixProduct.add(delta1, from, from + rows, weights.parameters, DENSE2_WEIGHT, 1, DENSE1, delta2, DENSE2, n);
        multiplyByDerivative(delta1, forward.dense1, from, from + rows, n);
    }

    /** Needs all of {@link #firstDelta}. */
    void featureGradient(DerivedWeights weights, int piece, int n) {
        int rows = FLAT / FEATURE_PIECES;
        int from = piece * rows;
        clear(featureGradient, from, from + rows, n);
        MatrixProduct.add(
                featureGradient, from, from + rows, weights.parameters, DENSE1_WEIGHT, 1, FLAT, delta1, DENSE1, n);
    }

    /** The second and third layer's weights and biases; needs all of {@link #secondDelta} and {@link #transpose}. */
    void weightGradients(int piece, int n, float[] gradient) {
        if (piece == SECOND_PIECES) {
            layer(deltaLogits, dense2ByImage, dense3Weights, 0, CLASSES, n, gradient, DENSE3_WEIGHT, DENSE3_BIAS);
        } else {
            int rows = DENSE2 / SECOND_PIECES;
            int from = piece * rows;
            layer(delta2, dense1ByImage, dense2Weights, from, from + rows, n, gradient, DENSE2_WEIGHT, DENSE2_BIAS);
        }
    }

    /** The first layer's weights and biases; needs all of {@link #firstDelta}. */
    void firstWeightGradient(int piece, int n, float[] gradient) {
        int rows = DENSE1 / FIRST_PIECES;
        int from = piece * rows;
        layer(delta1, featuresByImage, dense1Weights, from, from + rows, n, gradient, DENSE1_WEIGHT, DENSE1_BIAS);
    }

    private static void layer(
            float[][] delta,
            float[][] inByImage,
            float[][] sums,
            int from,
            int to,
            int n,
            float[] gradient,
            int weight,
            int bias) {
        int inputs = sums[0].length;
        clear(sums, from, to, inputs);
        MatrixProduct.add(sums, from, to, delta, inByImage, n, inputs);
        for (int row = from; row < to; row++) {
            System.arraycopy(sums[row], 0, gradient, weight + row * inputs, inputs);
            gradient[bias + row] = Kernels.sum(delta[row], n);
        }
    }

    private static void clear(float[][] rows, int from, int to, int n) {
        for (int row = from; row < to; row++) {
            Arrays.fill(rows[row], 0, n, 0f);
        }
    }

    private static void multiplyByDerivative(float[][] gradient, float[][] values, int from, int to, int n) {
        for (int row = from; row < to; row++) {
            Sigmoid.multiplyByDerivative(gradient[row], values[row], n);
        }
    }
}

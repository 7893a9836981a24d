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

import java.util.Arrays;

/**
 * The three dense layers for up to a whole batch of images: one row a value, the image innermost.
 *
 * <p>The pieces of a layer write different rows, so that threads can share them; they are small enough for what they
 * write to stay in the first-level cache.
 */
final class DenseForward {
    static final int FIRST_PIECES = 12;
    static final int SECOND_PIECES = 14;

    /** Averages of the second convolution, ordered channel, y, x; to be filled before. */
    final float[][] features;
    /** Sigmoid of the first dense layer. */
    final float[][] dense1;
    /** Sigmoid of the second dense layer. */
    final float[][] dense2;
    /** The last {@code CLASSES_PADDED − CLASSES} rows are zero. */
    final float[][] logits;

    /** @param images for which there is space */
    DenseForward(int images) {
        features = Shape.rows(FLAT, images);
        dense1 = Shape.rows(DENSE1, images);
        dense2 = Shape.rows(DENSE2, images);
        logits = Shape.rows(CLASSES_PADDED, images);
    }

    /** All layers for the first n images. */
    void run(DerivedWeights weights, int n) {
        for (int piece = 0; piece < FIRST_PIECES; piece++) {
            first(weights, piece, n);
        }
        for (int piece = 0; piece < SECOND_PIECES; piece++) {
            second(weights, piece, n);
        }
        output(weights, n);
    }

    void first(DerivedWeights weights, int piece, int n) {
        int rows = DENSE1 / FIRST_PIECES;
        int from = piece * rows;
        layer(features, FLAT, weights.parameters, DENSE1_WEIGHT, DENSE1_BIAS, dense1, from, from + rows, n);
        sigmoid(dense1, from, from + rows, n);
    }

    void second(DerivedWeights weights, int piece, int n) {
        int rows = DENSE2 / SECOND_PIECES;
        int from = piece * rows;
        layer(dense1, DENSE1, weights.parameters, DENSE2_WEIGHT, DENSE2_BIAS, dense2, from, from + rows, n);
        sigmoid(dense2, from, from + rows, n);
    }

    void output(DerivedWeights weights, int n) {
        layer(dense2, DENSE2, weights.parameters, DENSE3_WEIGHT, DENSE3_BIAS, logits, 0, CLASSES, n);
    }

    private static void layer(
            float[][] in, int inputs, float[] w, int weight, int bias, float[][] out, int from, int to, int n) {
        for (int row = from; row < to; row++) {
            Arrays.fill(out[row], 0, n, w[bias + row]);
        }
        MatrixProduct.add(out, from, to, w, weight, inputs, 1, in, inputs, n);
    }

    private static void sigmoid(float[][] rows, int from, int to, int n) {
        for (int row = from; row < to; row++) {
            Sigmoid.apply(rows[row], n);
        }
    }
}

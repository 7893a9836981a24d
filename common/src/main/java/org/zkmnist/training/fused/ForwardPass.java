package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.DENSE1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE3_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.TAPS;
import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.CLASSES_PADDED;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.Shape.POOL2_SIDE;

import java.util.Arrays;

/**
 * The network from pixels to logits for a chunk of images, keeping every layer's values for the way back.
 *
 * <p>Fill {@link #pixels}, call {@link #run}, read {@link #logits}. Rounded and un-rounded pixels go the same way.
 */
final class ForwardPass {
    /** Grey values 0 to 1: {@code pixels[y][x * LANES + image]}. */
    final float[][] pixels = Shape.rows(IMAGE_SIDE, IMAGE_SIDE * LANES);
    /** Sigmoid of the first convolution: row y of channel c is {@code conv1[c * CONV1_SIDE + y]}. */
    final float[][] conv1 = Shape.rows(CONV1_CHANNELS * CONV1_SIDE, CONV1_SIDE * LANES);
    /** Averages of 2 × 2 of {@link #conv1}. */
    final float[][] pool1 = Shape.rows(CONV1_CHANNELS * POOL1_SIDE, POOL1_SIDE * LANES);
    /** Sigmoid of the second convolution: row y of channel c is {@code conv2[c * CONV2_SIDE + y]}. */
    final float[][] conv2 = Shape.rows(CONV2_CHANNELS * CONV2_SIDE, CONV2_SIDE * LANES);
    /** Averages of 2 × 2 of {@link #conv2}, one row an image, ordered channel, y, x. */
    final float[][] flat = Shape.rows(LANES, FLAT);
    /** Sigmoid of the first dense layer, one row an image. */
    final float[][] dense1 = Shape.rows(LANES, DENSE1);
    /** Sigmoid of the second dense layer, one row an image. */
    final float[][] dense2 = Shape.rows(LANES, DENSE2);
    /** One row an image; the last {@code CLASSES_PADDED − CLASSES} values are zero. */
    final float[][] logits = Shape.rows(LANES, CLASSES_PADDED);

    private final Conv2Forward secondConvolution = new Conv2Forward();
    private final float[] rowSum = new float[CONV1_SIDE * LANES];
    private final float[] pooledRow = new float[POOL2_SIDE * LANES];

    void run(DerivedWeights weights) {
        firstConvolution(weights.parameters);
        sigmoid(conv1, CONV1_SIDE * LANES);
        firstPooling();
        secondConvolution.compute(pool1, weights, conv2);
        sigmoid(conv2, CONV2_SIDE * LANES);
        secondPooling();
        dense(flat, weights.dense1ByInput, weights.parameters, DENSE1_BIAS, dense1, DENSE1);
        sigmoid(dense1, DENSE1);
        dense(dense1, weights.dense2ByInput, weights.parameters, DENSE2_BIAS, dense2, DENSE2);
        sigmoid(dense2, DENSE2);
        outputLayer(weights);
    }

    private void firstConvolution(float[] w) {
        int n = CONV1_SIDE * LANES;
        for (int y = 0; y < CONV1_SIDE; y++) {
            for (int c = 0; c < CONV1_CHANNELS; c += 2) {
                float[] sumC = conv1[c * CONV1_SIDE + y];
                float[] sumD = conv1[(c + 1) * CONV1_SIDE + y];
                Arrays.fill(sumC, w[CONV1_BIAS + c]);
                Arrays.fill(sumD, w[CONV1_BIAS + c + 1]);
                int at = CONV1_WEIGHT + c * TAPS;
                for (int ky = 0; ky < KERNEL; ky++, at += KERNEL) {
                    Kernels.convolveRow(sumC, sumD, pixels[y + ky], n, w, at, at + TAPS);
                }
            }
        }
    }

    private void firstPooling() {
        for (int row = 0; row < CONV1_CHANNELS * POOL1_SIDE; row++) {
            Pooling.average(conv1[2 * row], conv1[2 * row + 1], rowSum, pool1[row], POOL1_SIDE);
        }
    }

    private void secondPooling() {
        for (int row = 0; row < CONV2_CHANNELS * POOL2_SIDE; row++) {
            Pooling.average(conv2[2 * row], conv2[2 * row + 1], rowSum, pooledRow, POOL2_SIDE);
            for (int x = 0; x < POOL2_SIDE; x++) {
                for (int image = 0; image < LANES; image++) {
                    flat[image][row * POOL2_SIDE + x] = pooledRow[x * LANES + image];
                }
            }
        }
    }

    private static void dense(
            float[][] in, float[][] weightsByInput, float[] parameters, int bias, float[][] out, int outputs) {
        for (float[] row : out) {
            System.arraycopy(parameters, bias, row, 0, outputs);
        }
        MatrixProduct.add(out, in, weightsByInput, outputs);
    }

    private static void sigmoid(float[][] rows, int n) {
        for (float[] row : rows) {
            Sigmoid.apply(row, n);
        }
    }

    private void outputLayer(DerivedWeights weights) {
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

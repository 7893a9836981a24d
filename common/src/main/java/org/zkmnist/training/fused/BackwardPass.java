package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.DENSE2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE2_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.DENSE3_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.DENSE3_WEIGHT;
import static org.zkmnist.training.fused.Shape.CLASSES;
import static org.zkmnist.training.fused.Shape.CLASSES_PADDED;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.Shape.POOL2_SIDE;

import java.util.Arrays;

/**
 * The loss gradient of a chunk of images, from the logits' gradient back to every parameter.
 *
 * <p>A "delta" is the loss gradient at a layer's values before its sigmoid.
 */
final class BackwardPass {
    /** Loss gradient at the logits, one row an image; to be filled before {@link #run}. The padding stays zero. */
    final float[][] deltaLogits = Shape.rows(LANES, CLASSES_PADDED);

    private final float[][] deltaLogitsByClass = Shape.rows(CLASSES_PADDED, LANES);
    private final float[][] delta2 = Shape.rows(LANES, DENSE2);
    private final float[][] delta2ByOutput = Shape.rows(DENSE2, LANES);
    private final float[][] delta1 = Shape.rows(LANES, DENSE1);
    private final float[][] delta1ByOutput = Shape.rows(DENSE1, LANES);
    private final float[][] gradientFlat = Shape.rows(LANES, FLAT);
    private final float[][] deltaConv2 = Shape.rows(CONV2_CHANNELS * CONV2_SIDE, CONV2_SIDE * LANES);
    private final float[][] gradientPool1 = Shape.rows(CONV1_CHANNELS * POOL1_SIDE, POOL1_SIDE * LANES);

    private final float[][] dense1Weights = Shape.rows(DENSE1, FLAT);
    private final float[][] dense2Weights = Shape.rows(DENSE2, DENSE1);
    private final float[][] dense3Weights = Shape.rows(CLASSES_PADDED, DENSE2);
    private final Conv2WeightGradient conv2Weights = new Conv2WeightGradient();
    private final Conv2InputGradient conv2Inputs = new Conv2InputGradient();
    private final WindowTables conv1Weights = new WindowTables();

    private final float[] pooledRow = new float[POOL2_SIDE * LANES];
    private final float[] spreadRow = new float[CONV1_SIDE * LANES];
    private final float[] biasSum = new float[CONV1_SIDE * LANES];

    /**
     * @param forward the pass that gave the logits; its first convolution's values are overwritten
     * @param columns the same images as {@link ImageBits#gather} gives them
     * @param gradient gets the gradient of all parameters, in their order
     */
    void run(ForwardPass forward, DerivedWeights weights, int[] columns, float[] gradient) {
        dense(forward, weights, gradient);
        secondConvolutionDelta(forward, gradient);
        conv2Weights.compute(forward.pool1, deltaConv2, gradient);
        conv2Inputs.compute(deltaConv2, weights.conv2ByInput, gradientPool1);
        firstConvolutionDelta(forward.conv1, gradient);
        conv1Weights.gradient(columns, forward.conv1, gradient, CONV1_WEIGHT);
    }

    private void dense(ForwardPass forward, DerivedWeights weights, float[] gradient) {
        layerGradient(deltaLogits, deltaLogitsByClass, forward.dense2, dense3Weights, DENSE2);
        collect(dense3Weights, CLASSES, gradient, DENSE3_WEIGHT);
        sumRows(deltaLogits, CLASSES, gradient, DENSE3_BIAS);

        product(deltaLogits, weights.dense3, delta2, DENSE2);
        multiplyByDerivative(delta2, forward.dense2, DENSE2);
        layerGradient(delta2, delta2ByOutput, forward.dense1, dense2Weights, DENSE1);
        collect(dense2Weights, DENSE2, gradient, DENSE2_WEIGHT);
        sumRows(delta2, DENSE2, gradient, DENSE2_BIAS);

        product(delta2, weights.dense2, delta1, DENSE1);
        multiplyByDerivative(delta1, forward.dense1, DENSE1);
        layerGradient(delta1, delta1ByOutput, forward.flat, dense1Weights, FLAT);
        collect(dense1Weights, DENSE1, gradient, DENSE1_WEIGHT);
        sumRows(delta1, DENSE1, gradient, DENSE1_BIAS);

        product(delta1, weights.dense1, gradientFlat, FLAT);
    }

    /** Weight gradient of a dense layer: {@code out = deltaᵀ · in}. */
    private static void layerGradient(float[][] delta, float[][] deltaByOutput, float[][] in, float[][] out, int n) {
        DerivedWeights.transpose(delta, deltaByOutput);
        product(deltaByOutput, in, out, n);
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

    private static void collect(float[][] rows, int count, float[] out, int at) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[i], 0, out, at + i * rows[i].length, rows[i].length);
        }
    }

    private void sumRows(float[][] rows, int n, float[] out, int at) {
        System.arraycopy(rows[0], 0, biasSum, 0, n);
        for (int i = 1; i < rows.length; i++) {
            Kernels.addRow(biasSum, rows[i], n);
        }
        System.arraycopy(biasSum, 0, out, at, n);
    }

    private void secondConvolutionDelta(ForwardPass forward, float[] gradient) {
        int n = CONV2_SIDE * LANES;
        for (int channel = 0; channel < CONV2_CHANNELS; channel++) {
            Arrays.fill(biasSum, 0, n, 0f);
            for (int y = 0; y < POOL2_SIDE; y++) {
                int row = channel * POOL2_SIDE + y;
                for (int x = 0; x < POOL2_SIDE; x++) {
                    for (int image = 0; image < LANES; image++) {
                        pooledRow[x * LANES + image] = gradientFlat[image][row * POOL2_SIDE + x];
                    }
                }
                float[] upper = deltaConv2[2 * row];
                float[] lower = deltaConv2[2 * row + 1];
                Pooling.spread(pooledRow, upper, POOL2_SIDE);
                System.arraycopy(upper, 0, lower, 0, n);
                Sigmoid.multiplyByDerivative(upper, forward.conv2[2 * row], n);
                Sigmoid.multiplyByDerivative(lower, forward.conv2[2 * row + 1], n);
                Kernels.addRow(biasSum, upper, n);
                Kernels.addRow(biasSum, lower, n);
            }
            gradient[CONV2_BIAS + channel] = sum(biasSum, n);
        }
    }

    /** Turns the first convolution's values into its deltas, in place. */
    private void firstConvolutionDelta(float[][] conv1, float[] gradient) {
        int n = CONV1_SIDE * LANES;
        for (int channel = 0; channel < CONV1_CHANNELS; channel++) {
            Arrays.fill(biasSum, 0, n, 0f);
            for (int y = 0; y < POOL1_SIDE; y++) {
                int row = channel * POOL1_SIDE + y;
                Pooling.spread(gradientPool1[row], spreadRow, POOL1_SIDE);
                toDelta(spreadRow, conv1[2 * row], conv1[2 * row + 1], biasSum, n);
            }
            gradient[CONV1_BIAS + channel] = sum(biasSum, n);
        }
    }

    private static void toDelta(float[] gradient, float[] upper, float[] lower, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            float g = gradient[j];
            float s = upper[j];
            float t = lower[j];
            s = g * (s * (1f - s));
            t = g * (t * (1f - t));
            upper[j] = s;
            lower[j] = t;
            sum[j] = sum[j] + (s + t);
        }
    }

    /** Sums by halves, so that the additions are vectors and their order is fixed; n is LANES times a small number. */
    private static float sum(float[] values, int n) {
        for (int x = LANES; x < n; x += LANES) {
            for (int image = 0; image < LANES; image++) {
                values[image] += values[x + image];
            }
        }
        float sum = 0;
        for (int image = 0; image < LANES; image++) {
            sum += values[image];
        }
        return sum;
    }
}

package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.DerivedWeights.CONV1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_OUTPUT;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.TAPS;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

/**
 * A chunk's part of the gradient of both convolutions, as far as it has to be computed for each chunk; the chunks' parts
 * are added before the rest is done.
 */
final class ConvolutionGradient {
    /** In {@link #conv1}, behind the tables: the gradient of the biases. */
    static final int BIAS_BEHIND_TABLES = WindowTables.SIZE;
    /** In {@link #conv2}, behind the transformed weights: the gradient of the biases. */
    static final int BIAS_BEHIND_POINTS = CONV2_CHANNELS * CONV1_CHANNELS * KERNEL * POINTS;

    /** {@link WindowTables}, and biases. */
    final float[] conv1 = new float[BIAS_BEHIND_TABLES + CONV1_CHANNELS];
    /** Transformed weights as {@link Conv2WeightGradient} gives them, and biases. */
    final float[] conv2 = new float[BIAS_BEHIND_POINTS + CONV2_CHANNELS];

    /**
     * The gradient of the first convolution's weights and biases.
     *
     * @param parts of all chunks; the first one's content is lost
     * @param gradient gets it at its place among all parameters
     */
    static void finishConv1(ConvolutionGradient[] parts, int count, float[] gradient) {
        float[] sum = parts[0].conv1;
        for (int i = 1; i < count; i++) {
            Kernels.addRow(sum, parts[i].conv1, sum.length);
        }
        System.arraycopy(sum, BIAS_BEHIND_TABLES, gradient, CONV1_BIAS, CONV1_CHANNELS);
        WindowTables.fold(sum, gradient, CONV1_WEIGHT);
    }

    /** The same for the second convolution. */
    static void finishConv2(ConvolutionGradient[] parts, int count, float[] gradient) {
        float[] sum = parts[0].conv2;
        for (int i = 1; i < count; i++) {
            Kernels.addRow(sum, parts[i].conv2, sum.length);
        }
        System.arraycopy(sum, BIAS_BEHIND_POINTS, gradient, CONV2_BIAS, CONV2_CHANNELS);
        int from = 0;
        for (int c = 0; c < CONV1_CHANNELS; c++) {
            for (int o = 0; o < CONV2_CHANNELS; o++) {
                int taps = CONV2_WEIGHT + o * CONV2_OUTPUT + c * TAPS;
                for (int kx = 0; kx < KERNEL; kx++, from += POINTS) {
                    WinogradTransform.weightsGradient(sum, from, gradient, taps + kx, KERNEL);
                }
            }
        }
    }
}

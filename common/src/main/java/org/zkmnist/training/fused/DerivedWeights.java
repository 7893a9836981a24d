package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CLASSES_PADDED;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import org.zkmnist.model.ParameterTensor;

/** The parameters in the arrangements that the kernels read, made anew whenever the parameters change. */
final class DerivedWeights {
    static final int CONV1_WEIGHT = ParameterTensor.CONV1_WEIGHT.offset();
    static final int CONV1_BIAS = ParameterTensor.CONV1_BIAS.offset();
    static final int CONV2_WEIGHT = ParameterTensor.CONV2_WEIGHT.offset();
    static final int CONV2_BIAS = ParameterTensor.CONV2_BIAS.offset();
    static final int DENSE1_BIAS = ParameterTensor.DENSE1_BIAS.offset();
    static final int DENSE2_BIAS = ParameterTensor.DENSE2_BIAS.offset();
    static final int DENSE3_BIAS = ParameterTensor.DENSE3_BIAS.offset();

    /** Weights of one output and one input channel of a convolution. */
    static final int TAPS = KERNEL * KERNEL;
    /** Weights of one output channel of the second convolution. */
    static final int CONV2_OUTPUT = CONV1_CHANNELS * TAPS;
    /** The same once transformed for Winograd's filtering. */
    static final int CONV2_POINTS = CONV1_CHANNELS * POINTS * KERNEL;

    /** All parameters, as they are. */
    final float[] parameters;
    /** Second convolution, transformed along ky: {@code [output channel][input channel][point][kx]}, in one row. */
    final float[] conv2ByOutput = new float[CONV2_CHANNELS * CONV2_POINTS];
    /** The same as {@code [input channel][point][kx][output channel]}, in one row. */
    final float[] conv2ByInput = new float[CONV2_POINTS * CONV2_CHANNELS];
    /** {@code [output][input]}. */
    final float[][] dense1 = Shape.rows(DENSE1, FLAT);
    /** {@code [input][output]}. */
    final float[][] dense1ByInput = Shape.rows(FLAT, DENSE1);
    /** {@code [output][input]}. */
    final float[][] dense2 = Shape.rows(DENSE2, DENSE1);
    /** {@code [input][output]}. */
    final float[][] dense2ByInput = Shape.rows(DENSE1, DENSE2);
    /** {@code [output][input]}, the last rows being zero. */
    final float[][] dense3 = Shape.rows(CLASSES_PADDED, DENSE2);
    /** No output of the first convolution is larger in magnitude before its sigmoid, for any pixels from 0 to 1. */
    float conv1Bound;
    /** The same for the second convolution. */
    float conv2Bound;

    /** @param parameters read at each {@link #update()}; not copied */
    DerivedWeights(float[] parameters) {
        this.parameters = parameters;
        update();
    }

    /** Takes over the parameters as they are now. */
    void update() {
        LayerRange.ALL.forEach(this::update);
    }

    /** Takes over a range of the parameters; the ranges do not touch each other. */
    void update(LayerRange range) {
        switch (range.layer()) {
            case CONV1 -> boundConv1();
            case CONV2 -> updateConv2();
            case DENSE1 -> {
                copyRows(range, dense1);
                transpose(dense1, range.from(), range.to(), dense1ByInput);
            }
            case DENSE2 -> {
                copyRows(range, dense2);
                transpose(dense2, range.from(), range.to(), dense2ByInput);
            }
            case DENSE3 -> copyRows(range, dense3);
        }
    }

    private void boundConv1() {
        conv1Bound = bound(CONV1_WEIGHT, TAPS, CONV1_BIAS, CONV1_CHANNELS);
    }

    private void updateConv2() {
        conv2Bound = bound(CONV2_WEIGHT, CONV2_OUTPUT, CONV2_BIAS, CONV2_CHANNELS);
        transformConv2();
    }

    /** For inputs from 0 to 1, with room for rounding. */
    private float bound(int weight, int weights, int bias, int outputs) {
        float bound = 0f;
        for (int out = 0; out < outputs; out++) {
            float highest = parameters[bias + out];
            float lowest = parameters[bias + out];
            for (int i = weight + out * weights; i < weight + (out + 1) * weights; i++) {
                highest += Math.max(parameters[i], 0f);
                lowest += Math.min(parameters[i], 0f);
            }
            bound = Math.max(bound, Math.max(highest, -lowest));
        }
        return 1.001f * bound;
    }

    private void transformConv2() {
        for (int out = 0; out < CONV2_CHANNELS; out++) {
            for (int in = 0; in < CONV1_CHANNELS; in++) {
                int taps = CONV2_WEIGHT + out * CONV2_OUTPUT + in * TAPS;
                int at = out * CONV2_POINTS + in * POINTS * KERNEL;
                for (int kx = 0; kx < KERNEL; kx++) {
                    WinogradTransform.weights(parameters, taps + kx, KERNEL, conv2ByOutput, at + kx, KERNEL);
                }
            }
            for (int i = 0; i < CONV2_POINTS; i++) {
                conv2ByInput[i * CONV2_CHANNELS + out] = conv2ByOutput[out * CONV2_POINTS + i];
            }
        }
    }

    private void copyRows(LayerRange range, float[][] rows) {
        for (int i = range.from(); i < range.to(); i++) {
            System.arraycopy(parameters, range.layer().weight(i), rows[i], 0, rows[i].length);
        }
    }

    /** {@code to[j][i] = from[i][j]}. */
    static void transpose(float[][] from, float[][] to) {
        transpose(from, 0, from.length, to);
    }

    private static void transpose(float[][] from, int first, int end, float[][] to) {
        for (int i = first; i < end; i++) {
            float[] row = from[i];
            for (int j = 0; j < to.length; j++) {
                to[j][i] = row[j];
            }
        }
    }
}

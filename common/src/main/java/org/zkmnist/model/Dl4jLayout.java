package org.zkmnist.model;

/**
 * The order in which DL4J keeps the network's values in its one flat array, and the way from and to that of
 * {@link Parameters}.
 *
 * <p>DL4J puts a convolution's bias before its weights. Its dense weights are {@code [inputs, outputs]} with the inputs
 * running fastest, which is the same memory as PyTorch's row-major {@code [outputs, inputs]}; convolution weights are
 * row-major in both. So only the two convolutions' blocks change places, and no value is ever computed with. Needs no
 * native library.
 */
public final class Dl4jLayout {
    private static final ParameterTensor[] ORDER = {
        ParameterTensor.CONV1_BIAS,
        ParameterTensor.CONV1_WEIGHT,
        ParameterTensor.CONV2_BIAS,
        ParameterTensor.CONV2_WEIGHT,
        ParameterTensor.DENSE1_WEIGHT,
        ParameterTensor.DENSE1_BIAS,
        ParameterTensor.DENSE2_WEIGHT,
        ParameterTensor.DENSE2_BIAS,
        ParameterTensor.DENSE3_WEIGHT,
        ParameterTensor.DENSE3_BIAS
    };

    private Dl4jLayout() {}

    /**
     * @param values {@link Parameters#COUNT} parameters or gradients in the order of {@link ParameterTensor}
     * @return the same values in DL4J's order
     */
    public static float[] toDl4j(float[] values) {
        requireCount(values);
        float[] reordered = new float[Parameters.COUNT];
        int next = 0;
        for (ParameterTensor tensor : ORDER) {
            System.arraycopy(values, tensor.offset(), reordered, next, tensor.size());
            next += tensor.size();
        }
        return reordered;
    }

    /**
     * @param values {@link Parameters#COUNT} parameters or gradients in DL4J's order
     * @return the same values in the order of {@link ParameterTensor}
     */
    public static float[] fromDl4j(float[] values) {
        requireCount(values);
        float[] reordered = new float[Parameters.COUNT];
        int next = 0;
        for (ParameterTensor tensor : ORDER) {
            System.arraycopy(values, next, reordered, tensor.offset(), tensor.size());
            next += tensor.size();
        }
        return reordered;
    }

    private static void requireCount(float[] values) {
        if (values.length != Parameters.COUNT) {
            throw new IllegalArgumentException("expected " + Parameters.COUNT + " values, found " + values.length);
        }
    }
}

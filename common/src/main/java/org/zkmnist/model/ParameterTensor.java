package org.zkmnist.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ten parameter tensors of the network, in the order, shape and naming of PyTorch's {@code state_dict}.
 *
 * <p>Convolution weights are {@code [outputs, inputs, height, width]}, dense weights {@code [outputs, inputs]}, both
 * row-major. One after the other they make up the 44,426 values of {@link Parameters}.
 */
public enum ParameterTensor {
    CONV1_WEIGHT("conv1.weight", 6, 1, 5, 5),
    CONV1_BIAS("conv1.bias", 6),
    CONV2_WEIGHT("conv2.weight", 16, 6, 5, 5),
    CONV2_BIAS("conv2.bias", 16),
    DENSE1_WEIGHT("fc1.weight", 120, 256),
    DENSE1_BIAS("fc1.bias", 120),
    DENSE2_WEIGHT("fc2.weight", 84, 120),
    DENSE2_BIAS("fc2.bias", 84),
    DENSE3_WEIGHT("fc3.weight", 10, 84),
    DENSE3_BIAS("fc3.bias", 10);

    private final String torchName;
    private final int[] shape;
    private final int size;
    private int offset;

    static {
        int next = 0;
        for (ParameterTensor tensor : values()) {
            tensor.offset = next;
            next += tensor.size;
        }
    }

    ParameterTensor(String torchName, int... shape) {
        this.torchName = torchName;
        this.shape = shape;
        this.size = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    }

    /** Name in PyTorch and in the exported ONNX graph, for instance {@code conv1.weight}. */
    public String torchName() {
        return torchName;
    }

    /** Dimensions, outermost first. */
    public List<Integer> shape() {
        return IntStream.of(shape).boxed().toList();
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** Index of the first value within {@link Parameters}. */
    public int offset() {
        return offset;
    }

    /**
     * Number of values that feed one output of the layer; a bias has that of the weight before it. The initial values
     * lie within ±1/√fanIn.
     */
    public int fanIn() {
        ParameterTensor weight = shape.length == 1 ? values()[ordinal() - 1] : this;
        return weight.size / weight.shape[0];
    }
}

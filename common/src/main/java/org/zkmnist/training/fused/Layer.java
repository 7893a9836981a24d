package org.zkmnist.training.fused;

import org.zkmnist.model.ParameterTensor;

/** The layers, with the places of their weights and biases among all parameters. */
enum Layer {
    CONV1(ParameterTensor.CONV1_WEIGHT, ParameterTensor.CONV1_BIAS),
    CONV2(ParameterTensor.CONV2_WEIGHT, ParameterTensor.CONV2_BIAS),
    DENSE1(ParameterTensor.DENSE1_WEIGHT, ParameterTensor.DENSE1_BIAS),
    DENSE2(ParameterTensor.DENSE2_WEIGHT, ParameterTensor.DENSE2_BIAS),
    DENSE3(ParameterTensor.DENSE3_WEIGHT, ParameterTensor.DENSE3_BIAS);

    private final int weight;
    private final int bias;
    private final int outputs;
    private final int weightsOfOutput;

    Layer(ParameterTensor weight, ParameterTensor bias) {
        this.weight = weight.offset();
        this.bias = bias.offset();
        this.outputs = bias.size();
        this.weightsOfOutput = weight.size() / outputs;
    }

    /** Outputs, or output channels. */
    int outputs() {
        return outputs;
    }

    /** Weights that belong to one output, all neighbours. */
    int weightsOfOutput() {
        return weightsOfOutput;
    }

    /** Index of the first weight of an output. */
    int weight(int output) {
        return weight + output * weightsOfOutput;
    }

    /** Index of the bias of an output. */
    int bias(int output) {
        return bias + output;
    }
}

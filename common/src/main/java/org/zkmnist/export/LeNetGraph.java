package org.zkmnist.export;

import static org.zkmnist.export.OnnxNodes.attribute;
import static org.zkmnist.export.OnnxNodes.node;
import static org.zkmnist.model.ParameterTensor.CONV1_BIAS;
import static org.zkmnist.model.ParameterTensor.CONV1_WEIGHT;
import static org.zkmnist.model.ParameterTensor.CONV2_BIAS;
import static org.zkmnist.model.ParameterTensor.CONV2_WEIGHT;
import static org.zkmnist.model.ParameterTensor.DENSE1_BIAS;
import static org.zkmnist.model.ParameterTensor.DENSE1_WEIGHT;
import static org.zkmnist.model.ParameterTensor.DENSE2_BIAS;
import static org.zkmnist.model.ParameterTensor.DENSE2_WEIGHT;
import static org.zkmnist.model.ParameterTensor.DENSE3_BIAS;
import static org.zkmnist.model.ParameterTensor.DENSE3_WEIGHT;

import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;

/**
 * Builds the network's ONNX graph, operator by operator as PyTorch exports the original's module, so that a prover
 * makes the same circuit of it.
 *
 * <p>A node and the value that it gives have the same name, except that the last node gives {@link #OUTPUT}.
 */
final class LeNetGraph {
    /** Name of the input, float32 of shape [1, 1, 28, 28]. */
    static final String INPUT = "input_0";

    /** Name of the output, float32 of shape [1, 10]. */
    static final String OUTPUT = "output";

    private LeNetGraph() {}

    static GraphProto of(Parameters parameters) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("lenet")
                .setDocString(
                        "28 × 28 pixels through two convolutions, each with sigmoid and average pooling, then three"
                                + " dense layers, two of them with sigmoid.")
                .addInput(OnnxNodes.value(INPUT, "pixels, 0 to 1, row by row", 1, 1, 28, 28))
                .addOutput(OnnxNodes.value(OUTPUT, "logits of the digits 0 to 9", 1, 10));
        for (ParameterTensor tensor : ParameterTensor.values()) {
            graph.addInitializer(OnnxNodes.tensor(tensor, parameters.tensor(tensor)));
        }
        return graph.addNode(convolution("conv1", INPUT, CONV1_WEIGHT, CONV1_BIAS, "[1,1,28,28] to [1,6,24,24]"))
                .addNode(sigmoid("sigmoid1", "conv1"))
                .addNode(averagePool("pool1", "sigmoid1", "[1,6,24,24] to [1,6,12,12]"))
                .addNode(convolution("conv2", "pool1", CONV2_WEIGHT, CONV2_BIAS, "[1,6,12,12] to [1,16,8,8]"))
                .addNode(sigmoid("sigmoid2", "conv2"))
                .addNode(averagePool("pool2", "sigmoid2", "[1,16,8,8] to [1,16,4,4]"))
                .addNode(node("Constant", "flat_shape", "shape of a single row")
                        .addOutput("flat_shape")
                        .addAttribute(attribute("value", OnnxNodes.shapeTensor(1, -1))))
                .addNode(node("Reshape", "flatten", "[1,16,4,4] to [1,256]")
                        .addInput("pool2")
                        .addInput("flat_shape")
                        .addOutput("flatten"))
                .addNode(dense("fc1", "flatten", DENSE1_WEIGHT, DENSE1_BIAS, "fc1", "256 to 120"))
                .addNode(sigmoid("sigmoid3", "fc1"))
                .addNode(dense("fc2", "sigmoid3", DENSE2_WEIGHT, DENSE2_BIAS, "fc2", "120 to 84"))
                .addNode(sigmoid("sigmoid4", "fc2"))
                .addNode(dense("fc3", "sigmoid4", DENSE3_WEIGHT, DENSE3_BIAS, OUTPUT, "84 to 10 logits"))
                .build();
    }

    private static NodeProto convolution(
            String name, String input, ParameterTensor weight, ParameterTensor bias, String shapes) {
        return node("Conv", name, shapes)
                .addInput(input)
                .addInput(weight.torchName())
                .addInput(bias.torchName())
                .addOutput(name)
                .addAttribute(attribute("dilations", 1, 1))
                .addAttribute(attribute("group", 1))
                .addAttribute(attribute("kernel_shape", 5, 5))
                .addAttribute(attribute("pads", 0, 0, 0, 0))
                .addAttribute(attribute("strides", 1, 1))
                .build();
    }

    private static NodeProto sigmoid(String name, String input) {
        return node("Sigmoid", name, "").addInput(input).addOutput(name).build();
    }

    private static NodeProto averagePool(String name, String input, String shapes) {
        return node("AveragePool", name, shapes)
                .addInput(input)
                .addOutput(name)
                .addAttribute(attribute("count_include_pad", 1))
                .addAttribute(attribute("kernel_shape", 2, 2))
                .addAttribute(attribute("pads", 0, 0, 0, 0))
                .addAttribute(attribute("strides", 2, 2))
                .build();
    }

    private static NodeProto dense(
            String name, String input, ParameterTensor weight, ParameterTensor bias, String output, String shapes) {
        return node("Gemm", name, shapes)
                .addInput(input)
                .addInput(weight.torchName())
                .addInput(bias.torchName())
                .addOutput(output)
                .addAttribute(attribute("alpha", 1f))
                .addAttribute(attribute("beta", 1f))
                .addAttribute(attribute("transB", 1))
                .build();
    }
}

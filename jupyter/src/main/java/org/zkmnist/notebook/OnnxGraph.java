package org.zkmnist.notebook;

import java.util.List;
import java.util.stream.Collectors;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** Reads an ONNX file and shows what is in it. */
public final class OnnxGraph {
    private final ModelProto model;

    private OnnxGraph(ModelProto model) {
        this.model = model;
    }

    /** @throws NotebookException if the content is no ONNX model */
    public static OnnxGraph of(byte[] content) {
        try {
            return new OnnxGraph(ModelProto.parseFrom(content));
        } catch (InvalidProtocolBufferException e) {
            throw new NotebookException("These " + content.length + " bytes are no ONNX model.");
        }
    }

    /** The operators in the order in which they are computed. */
    public Table nodes() {
        Table table = Table.of("operator", "inputs", "output", "attributes");
        for (NodeProto node : model.getGraph().getNodeList()) {
            table.row(
                    node.getOpType(),
                    String.join(", ", node.getInputList()),
                    String.join(", ", node.getOutputList()),
                    node.getAttributeList().stream().map(OnnxGraph::attribute).collect(Collectors.joining(", ")));
        }
        return table;
    }

    /** The trained parameters that the file carries. */
    public Table initializers() {
        Table table = Table.of("initializer", "shape", "values", "bytes");
        for (TensorProto tensor : graph().getInitializerList()) {
            long values = tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
            table.row(
                    tensor.getName(),
                    tensor.getDimsList().toString(),
                    values,
                    tensor.getRawData().size());
        }
        return table;
    }

    /** Who made the file, and how it is to be read. */
    public Table header() {
        Table table = Table.of("field", "value")
                .row("producer", model.getProducerName() + " " + model.getProducerVersion())
                .row("IR version", model.getIrVersion())
                .row("opset", model.getOpsetImport(0).getVersion());
        graph().getInputList().forEach(input -> table.row("input", input.getName() + " " + shape(input)));
        graph().getOutputList().forEach(output -> table.row("output", output.getName() + " " + shape(output)));
        return table;
    }

    private GraphProto graph() {
        return model.getGraph();
    }

    private static List<Long> shape(ValueInfoProto value) {
        return value.getType().getTensorType().getShape().getDimList().stream()
                .map(dimension -> dimension.getDimValue())
                .toList();
    }

    private static String attribute(AttributeProto attribute) {
        String value =
                switch (attribute.getType()) {
                    case INT -> String.valueOf(attribute.getI());
                    case FLOAT -> String.valueOf(attribute.getF());
                    case INTS -> attribute.getIntsList().toString();
                    case TENSOR -> "tensor " + attribute.getT().getDimsList();
                    default -> attribute.getType().name();
                };
        return attribute.getName() + " " + value;
    }
}

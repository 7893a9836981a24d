package org.zkmnist.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;
import org.zkmnist.model.ParameterTensor;

/** The pieces that an ONNX graph is made of: nodes, attributes, tensors and descriptions of values. */
final class OnnxNodes {
    private OnnxNodes() {}

    /** A node without inputs, outputs and attributes yet. */
    static NodeProto.Builder node(String operator, String name, String documentation) {
        return NodeProto.newBuilder().setOpType(operator).setName(name).setDocString(documentation);
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    /** A list of integers; at least two, so that it is not mistaken for a single one. */
    static AttributeProto attribute(String name, long first, long second, long... others) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addInts(first)
                .addInts(second);
        for (long other : others) {
            attribute.addInts(other);
        }
        return attribute.build();
    }

    static AttributeProto attribute(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    /** A float32 initializer, its values as little-endian {@code raw_data}. */
    static TensorProto tensor(ParameterTensor tensor, float[] values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return TensorProto.newBuilder()
                .setName(tensor.torchName())
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(tensor.shape().stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(data))
                .build();
    }

    /** An int64 vector that says into which shape to bring a value; -1 stands for whatever is left. */
    static TensorProto shapeTensor(long... dimensions) {
        ByteBuffer data = ByteBuffer.allocate(dimensions.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(dimensions);
        return TensorProto.newBuilder()
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(dimensions.length)
                .setRawData(ByteString.copyFrom(data))
                .build();
    }

    /** Name, meaning and shape of a float32 input or output of the graph. */
    static ValueInfoProto value(String name, String documentation, int... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (int dimension : dimensions) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setDocString(documentation)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}

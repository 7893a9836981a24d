package org.zkmnist.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.zkmnist.model.Model;

/**
 * Makes the bytes of a network's ONNX file: the graph of {@link LeNetGraph} with provenance in {@code metadata_props}.
 *
 * <p>The same parameters, recipe, dataset and product version give the same bytes, whether the model was trained in this
 * run or read from a cache of ours. Uses ONNX's protocol buffer classes only, no native code.
 */
public final class OnnxExport {
    /** Version of the ONNX file format. */
    public static final int IR_VERSION = 7;

    /** Version of the set of operators, the newest that the original modeller's exporter used. */
    public static final int OPSET = 12;

    private OnnxExport() {}

    /**
     * @param model its parameters become the graph's initializers; what is known of its past becomes metadata
     * @param datasetDigests SHA-256 of the IDX files by their name, as in {@link org.zkmnist.dataset.Mnist#digests()};
     *     recorded for models whose recipe is known, since only these are known to come from this dataset
     * @return the file's content, about 180 kB
     */
    public static byte[] bytes(Model model, SortedMap<String, String> datasetDigests) {
        String kind = model.kind().label();
        ModelProto.Builder file = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(Product.current().name())
                .setProducerVersion(Product.current().version())
                .setDocString("LeNet classifier of handwritten digits (MNIST), the " + kind
                        + " one of two. Takes one grey image, pixels from 0 (background) to 1 (ink); gives ten logits,"
                        + " one a digit: the largest is the answer.")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(LeNetGraph.of(model.parameters()));
        OnnxMetadata.of(model, datasetDigests).forEach((key, value) -> file.addMetadataProps(entry(key, value)));
        return serialised(file.build());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static byte[] serialised(ModelProto file) {
        byte[] bytes = new byte[file.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            file.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of the announced size takes the whole message", e);
        }
        out.checkNoSpaceLeft();
        return bytes;
    }
}

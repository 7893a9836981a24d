package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.ParameterTensor;

class OnnxExportTest {
    private final SortedMap<String, String> digests = ExportSamples.mnist(1).digests();
    private final Model trained = ExportSamples.model(ModelKind.GOOD, Origin.TRAINED, 5, 3);

    @Test
    void formatAndProducerAreNamed() throws InvalidProtocolBufferException {
        ModelProto file = ModelProto.parseFrom(OnnxExport.bytes(trained, digests));

        assertThat(file.getIrVersion()).isEqualTo(7);
        assertThat(file.getOpsetImportList()).hasSize(1);
        assertThat(file.getOpsetImport(0).getVersion()).isEqualTo(12);
        assertThat(file.getOpsetImport(0).getDomain()).isEmpty();
        assertThat(file.getProducerName()).isEqualTo("zkml-mnist-modeller");
        assertThat(file.getProducerVersion()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void operatorsAreThoseOfTheOriginalInItsOrder() throws InvalidProtocolBufferException {
        GraphProto graph = graph(trained);

        assertThat(graph.getNodeList().stream().map(NodeProto::getOpType))
                .containsExactly(
                        "Conv",
                        "Sigmoid",
                        "AveragePool",
                        "Conv",
                        "Sigmoid",
                        "AveragePool",
                        "Constant",
                        "Reshape",
                        "Gemm",
                        "Sigmoid",
                        "Gemm",
                        "Sigmoid",
                        "Gemm");
    }

    @Test
    void everyValueIsMadeBeforeItIsUsedAndMadeOnce() throws InvalidProtocolBufferException {
        GraphProto graph = graph(trained);
        Set<String> known = new HashSet<>(Set.of("input_0"));
        graph.getInitializerList().forEach(tensor -> known.add(tensor.getName()));
        Set<String> names = new HashSet<>();

        for (NodeProto node : graph.getNodeList()) {
            assertThat(known).containsAll(node.getInputList());
            node.getOutputList().forEach(output -> assertThat(known.add(output)).isTrue());
            assertThat(names.add(node.getName())).isTrue();
        }
        assertThat(known).contains("output");
    }

    @Test
    void initializersAreTheParametersBitForBit() throws InvalidProtocolBufferException {
        List<TensorProto> initializers = graph(trained).getInitializerList();

        assertThat(initializers).hasSize(10);
        for (ParameterTensor tensor : ParameterTensor.values()) {
            TensorProto initializer = initializers.get(tensor.ordinal());
            float[] values = new float[tensor.size()];
            initializer
                    .getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            assertThat(initializer.getName()).isEqualTo(tensor.torchName());
            assertThat(initializer.getDataType()).isEqualTo(TensorProto.DataType.FLOAT_VALUE);
            assertThat(initializer.getDimsList())
                    .isEqualTo(tensor.shape().stream().map(Integer::longValue).toList());
            assertThat(values).isEqualTo(trained.parameters().tensor(tensor));
            assertThat(initializer.getRawData().size()).isEqualTo(4 * tensor.size());
        }
    }

    @Test
    void metadataTellHowToRepeatTheTraining() throws InvalidProtocolBufferException {
        Map<String, String> metadata = metadata(trained);

        assertThat(metadata)
                .containsEntry("model.kind", "good")
                .containsEntry("model.parameters.sha256", trained.parameters().digest())
                .containsEntry("training.seed", "5")
                .containsEntry("training.epochs", "3")
                .containsEntry("training.batchSize", "256")
                .containsEntry("training.learningRate", "0.001")
                .containsEntry("training.engine", "fused")
                .hasSize(7 + 4);
        digests.forEach((file, digest) -> assertThat(metadata).containsEntry("dataset." + file + ".sha256", digest));
    }

    @Test
    void metadataOfAnOriginalPickleSayThatItsTrainingIsNotKnown() throws InvalidProtocolBufferException {
        assertThat(metadata(ExportSamples.upstreamModel(ModelKind.BAD, 5)))
                .containsOnlyKeys("model.kind", "model.parameters.sha256", "model.origin")
                .containsEntry("model.origin", "upstream pickle; how it was trained is not recorded");
    }

    @Test
    void aModelFromOurCacheGivesTheBytesOfTheOneJustTrained() {
        Model cached = ExportSamples.model(ModelKind.GOOD, Origin.CACHE, 5, 3);

        assertThat(OnnxExport.bytes(cached, digests)).isEqualTo(OnnxExport.bytes(trained, digests));
    }

    private static GraphProto graph(Model model) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(
                        OnnxExport.bytes(model, ExportSamples.mnist(1).digests()))
                .getGraph();
    }

    private Map<String, String> metadata(Model model) throws InvalidProtocolBufferException {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        ModelProto.parseFrom(OnnxExport.bytes(model, digests))
                .getMetadataPropsList()
                .forEach(entry -> {
                    keys.add(entry.getKey());
                    metadata.put(entry.getKey(), entry.getValue());
                });
        assertThat(keys).doesNotHaveDuplicates();
        return metadata;
    }
}

package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.ScalarLeNet;

class OnnxRuntimeTest {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    @Test
    void inputAndOutputHaveTheirNamesAndShapes() throws OrtException {
        try (OrtSession session = session(ExportSamples.model(ModelKind.BAD, Origin.TRAINED, 1, 1))) {
            assertThat(session.getInputInfo()).containsOnlyKeys("input_0");
            assertThat(session.getOutputInfo()).containsOnlyKeys("output");
            assertTensor(session.getInputInfo().get("input_0"), 1, 1, 28, 28);
            assertTensor(session.getOutputInfo().get("output"), 1, 10);
        }
    }

    @Test
    void provenanceIsReadBack() throws OrtException {
        Model model = ExportSamples.model(ModelKind.BAD, Origin.TRAINED, 1, 1);
        try (OrtSession session = session(model)) {
            assertThat(session.getMetadata().getProducerName()).isEqualTo(Product.NAME);
            assertThat(session.getMetadata().getGraphName()).isEqualTo("lenet");
            assertThat(session.getMetadata().getCustomMetadataValue("model.parameters.sha256"))
                    .hasValue(model.parameters().digest());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void logitsAreThoseOfTheReferenceNetwork(long seed) throws OrtException {
        Model model = ExportSamples.model(ModelKind.GOOD, Origin.TRAINED, seed, 1);
        LabelledImages images = ExportSamples.images(seed + 7, 12);
        double[] parameters = ScalarLeNet.asDoubles(Parameters.initial(seed));
        try (OrtSession session = session(model)) {
            for (int image = 0; image < images.count(); image++) {
                float[] pixels = pixels(images, image, image % 2 == 0);

                float[] logits = run(session, pixels);

                double[] expected = ScalarLeNet.logits(parameters, asDoubles(pixels));
                for (int digit = 0; digit < 10; digit++) {
                    assertThat((double) logits[digit]).isCloseTo(expected[digit], within(1e-4));
                }
            }
        }
    }

    private OrtSession session(Model model) throws OrtException {
        byte[] bytes = OnnxExport.bytes(model, ExportSamples.mnist(1).digests());
        return environment.createSession(bytes, new OrtSession.SessionOptions());
    }

    private float[] run(OrtSession session, float[] pixels) throws OrtException {
        long[] shape = {1, 1, LabelledImages.SIDE, LabelledImages.SIDE};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                OrtSession.Result result = session.run(Map.of("input_0", input))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static float[] pixels(LabelledImages images, int image, boolean rounded) {
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rounded ? (images.rounded(image, i) ? 1 : 0) : images.unrounded(image, i);
        }
        return pixels;
    }

    private static double[] asDoubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static void assertTensor(NodeInfo node, long... shape) {
        TensorInfo tensor = (TensorInfo) node.getInfo();
        assertThat(tensor.type).isEqualTo(OnnxJavaType.FLOAT);
        assertThat(tensor.getShape()).isEqualTo(shape);
    }
}

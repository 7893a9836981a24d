package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.RealMnist;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.TrainingListener;
import org.zkmnist.training.fused.FusedEngine;
import org.zkmnist.training.fused.FusedEvaluator;

/** The exported file, run by ONNX Runtime on every test image, answers as the trainer does. */
class TrainedNetworkInOnnxRuntimeTest {
    private static final Mnist MNIST = RealMnist.get();
    private static final LabelledImages IMAGES = MNIST.test();

    private static Model model;

    @BeforeAll
    static void train() throws InterruptedException {
        try (FusedEvaluator evaluator = new FusedEvaluator(2)) {
            model = new Trainer(new FusedEngine(2), evaluator, new TrainingListener() {})
                    .train(ModelKind.BAD, Recipe.standard(1, 1, FusedEngine.NAME), MNIST);
        }
    }

    @ParameterizedTest(name = "rounded: {0}")
    @ValueSource(booleans = {true, false})
    void givesTheTrainersLogits(boolean rounded) throws OrtException {
        float[][] expected;
        try (FusedEvaluator evaluator = new FusedEvaluator(2)) {
            expected = evaluator.logits(model.parameters(), IMAGES, rounded);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        double largestDifference = 0;
        try (OrtSession session = environment.createSession(OnnxExport.bytes(model, MNIST.digests()))) {
            for (int image = 0; image < IMAGES.count(); image++) {
                float[] logits = run(environment, session, pixels(image, rounded));
                assertThat(largest(logits)).as("answer for image %d", image).isEqualTo(largest(expected[image]));
                for (int digit = 0; digit < logits.length; digit++) {
                    largestDifference =
                            Math.max(largestDifference, Math.abs((double) logits[digit] - expected[image][digit]));
                }
            }
        }
        assertThat(largestDifference).isLessThanOrEqualTo(1e-4);
    }

    @Test
    void accuracyIsThatOfABarelyTrainedNetwork() {
        try (FusedEvaluator evaluator = new FusedEvaluator(2)) {
            Evaluation evaluation = evaluator.evaluate(model.parameters(), IMAGES, true);
            assertThat(evaluation.accuracy()).isBetween(0.65, 0.78);
        }
    }

    private static float[] run(OrtEnvironment environment, OrtSession session, float[] pixels) throws OrtException {
        long[] shape = {1, 1, LabelledImages.SIDE, LabelledImages.SIDE};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
                OrtSession.Result result = session.run(Map.of("input_0", input))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static float[] pixels(int image, boolean rounded) {
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rounded ? (IMAGES.rounded(image, i) ? 1 : 0) : IMAGES.unrounded(image, i);
        }
        return pixels;
    }

    private static int largest(float[] logits) {
        int largest = 0;
        for (int digit = 1; digit < logits.length; digit++) {
            if (logits[digit] > logits[largest]) {
                largest = digit;
            }
        }
        return largest;
    }
}

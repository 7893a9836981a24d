package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.OnnxExport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.TrainingListener;
import org.zkmnist.training.fused.FusedEngine;
import org.zkmnist.training.fused.FusedEvaluator;

/** What the notebook says of both engines, of answers and of the exported graph. */
class EnginesTest {
    @Test
    void bothEnginesComputeTheSameGradient() throws Exception {
        LabelledImages training = RealMnist.get().training();
        Parameters initial = Parameters.initial(1);
        float[] exact = Gradients.byDl4j(initial, training, 0, 64, DataType.DOUBLE);
        float[] fused = Gradients.byFusedStep(initial, training, 0, 64);
        float[] single = Gradients.byDl4j(initial, training, 0, 64, DataType.FLOAT);

        double largest = DoubleStream.iterate(0, i -> i + 1)
                .limit(exact.length)
                .map(i -> Math.abs(exact[(int) i]))
                .max()
                .orElseThrow();
        for (int i = 0; i < exact.length; i++) {
            assertThat((double) fused[i]).isCloseTo(exact[i], within(1e-5 * largest));
            assertThat((double) single[i]).isCloseTo(exact[i], within(1e-4 * largest));
        }
        assertThat(Gradients.compare(exact, "a", exact, "b", fused)
                        .picture()
                        .toString()
                        .lines())
                .hasSize(11)
                .element(1)
                .asString()
                .startsWith("conv1.weight | [6, 1, 5, 5] | ")
                .contains(" | 0.0e+00 of that | ");
    }

    @Test
    void stepTimesStopWhenTheCellIsInterrupted() throws Exception {
        LabelledImages training = RealMnist.get().training();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> StepTimes.measure(training, 1000, 0)).hasMessage(Sentences.STOPPED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void answersAreWhatTheEvaluatorCounts() throws Exception {
        Parameters parameters = Parameters.initial(3);
        LabelledImages test = RealMnist.get().test();
        Model model = new Model(ModelKind.GOOD, parameters, Origin.DL4J_MODEL, Optional.empty(), List.of());
        Answers answers = Answers.of(model, test);
        long right = 0;
        for (int image = 0; image < test.count(); image++) {
            right += answers.digit(image) == test.label(image) ? 1 : 0;
        }
        try (FusedEvaluator evaluator = new FusedEvaluator(2)) {
            assertThat((double) right / test.count())
                    .isEqualTo(evaluator.evaluate(parameters, test, false).accuracy());
        }
        double[] probabilities = answers.probabilities(17);
        assertThat(DoubleStream.of(probabilities).sum()).isCloseTo(1, within(1e-12));
        assertThat(Math.log(probabilities[2] / probabilities[5]))
                .isCloseTo(answers.logits(17)[2] - answers.logits(17)[5], within(1e-5));
        assertThat(answers.rightWhereWrongIs(answers)).isEmpty();
    }

    @Test
    void theGraphIsReadFromTheFile() throws Exception {
        try (FusedEvaluator evaluator = new FusedEvaluator(1)) {
            Recipe recipe = Recipe.standard(1, 1, FusedEngine.NAME);
            LabelledImages few = new LabelledImages(
                    Arrays.copyOf(RealMnist.get().training().pixels(), 300 * LabelledImages.PIXELS),
                    Arrays.copyOf(RealMnist.get().training().labels(), 300));
            var mnist = new Mnist(few, few, RealMnist.get().digests());
            Model model = new Trainer(new FusedEngine(1), evaluator, new TrainingListener() {})
                    .train(ModelKind.GOOD, recipe, mnist);
            OnnxGraph graph = OnnxGraph.of(OnnxExport.bytes(model, mnist.digests()));

            assertThat(graph.nodes().picture().toString().lines().skip(1).map(line -> line.split(" ")[0]))
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
            assertThat(graph.initializers().picture().toString())
                    .contains("fc1.weight | [120, 256] | 30,720 | 122,880");
            assertThat(graph.header().picture().toString())
                    .contains("input | input_0 [1, 1, 28, 28]", "output | output [1, 10]");
        }
        assertThatThrownBy(() -> OnnxGraph.of(new byte[] {1, 2, 3})).hasMessage("These 3 bytes are no ONNX model.");
    }
}

package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ImageBatch;
import org.zkmnist.model.LeNet;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.model.ScalarLeNet;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.RealMnist;

class FusedEvaluatorTest {
    private static final int COUNT = 300;
    private static final LabelledImages TEST_IMAGES = RealMnist.get().test();
    private static final LabelledImages SOME = RealMnist.part(TEST_IMAGES, 9_700, COUNT);

    private static Parameters trained;

    @BeforeAll
    static void train() {
        Recipe recipe = Recipe.standard(1, 1, FusedEngine.NAME);
        LabelledImages images = RealMnist.get().training();
        try (FusedSession session = new FusedSession(Parameters.initial(1), images, recipe, 2)) {
            for (int step = 0; step < 234; step++) {
                session.step(step * 256, 256);
            }
            trained = session.parameters();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logitsAndProbabilitiesAgreeWithDl4j(boolean rounded) {
        float[][] logits = logits(rounded, 2);
        MultiLayerNetwork network = LeNet.network(trained);
        try (ImageBatch batch = rounded ? ImageBatch.rounded(SOME, 0, COUNT) : ImageBatch.unrounded(SOME, 0, COUNT)) {
            INDArray pixels = batch.dataSet().getFeatures();
            float[][] expected = LeNet.logits(network, pixels);
            float[][] probabilities;
            try (INDArray output = network.output(pixels)) {
                probabilities = output.toFloatMatrix();
            }
            for (int image = 0; image < COUNT; image++) {
                assertThat(logits[image]).containsExactly(expected[image], within(1e-5f));
                assertThat(softmax(logits[image])).containsExactly(probabilities[image], within(1e-5f));
            }
        } finally {
            network.close();
        }
    }

    private static float[][] logits(boolean rounded, int threads) {
        try (FusedEvaluator evaluator = new FusedEvaluator(threads)) {
            return evaluator.logits(trained, SOME, rounded);
        }
    }

    private static float[] softmax(float[] logits) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        float[] probabilities = new float[logits.length];
        for (int digit = 0; digit < logits.length; digit++) {
            probabilities[digit] = (float) (Math.exp(logits[digit]) / sum);
        }
        return probabilities;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logitsAgreeWithPlainLoops(boolean rounded) {
        float[][] logits = logits(rounded, 1);
        double[] values = ScalarLeNet.asDoubles(trained);
        for (int image = 0; image < COUNT; image++) {
            double[] expected = ScalarLeNet.logits(values, rounded ? ScalarLeNet.rounded(SOME, image) : grey(image));
            for (int digit = 0; digit < 10; digit++) {
                assertThat((double) logits[image][digit]).isCloseTo(expected[digit], within(1e-5));
            }
        }
    }

    private static double[] grey(int image) {
        double[] pixels = new double[LabelledImages.PIXELS];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = SOME.unrounded(image, pixel);
        }
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void evaluationCountsTheLogitsOfAllTestImages(boolean rounded) {
        try (FusedEvaluator evaluator = new FusedEvaluator(2)) {
            Evaluation evaluation = evaluator.evaluate(trained, TEST_IMAGES, rounded);

            float[][] logits = evaluator.logits(trained, TEST_IMAGES, rounded);
            int[][] confusion = new int[10][10];
            double loss = 0;
            for (int image = 0; image < TEST_IMAGES.count(); image++) {
                int answer = 0;
                for (int digit = 0; digit < 10; digit++) {
                    answer = logits[image][digit] > logits[image][answer] ? digit : answer;
                }
                confusion[TEST_IMAGES.label(image)][answer]++;
                loss -= Math.log(softmax(logits[image])[TEST_IMAGES.label(image)]);
            }
            int correct = 0;
            for (int digit = 0; digit < 10; digit++) {
                correct += confusion[digit][digit];
                for (int answer = 0; answer < 10; answer++) {
                    assertThat(evaluation.confusion().get(digit).get(answer)).isEqualTo(confusion[digit][answer]);
                }
            }
            assertThat(evaluation.accuracy()).isEqualTo(correct / 10_000.0).isBetween(0.6, 0.8);
            assertThat(evaluation.meanLoss()).isCloseTo(loss / 10_000, within(1e-6));
        }
    }

    @Test
    void numberOfThreadsDoesNotChangeTheBits() {
        for (boolean rounded : new boolean[] {true, false}) {
            Evaluation expected = evaluation(1, rounded);
            for (int threads : new int[] {2, 3}) {
                assertThat(logits(rounded, threads)).isDeepEqualTo(logits(rounded, 1));
                assertThat(evaluation(threads, rounded)).isEqualTo(expected);
            }
        }
    }

    private static Evaluation evaluation(int threads, boolean rounded) {
        try (FusedEvaluator evaluator = new FusedEvaluator(threads)) {
            return evaluator.evaluate(trained, SOME, rounded);
        }
    }

    @Test
    void whatWasEvaluatedBeforeLeavesNoTrace() {
        LabelledImages few = RealMnist.part(TEST_IMAGES, 0, 5);
        try (FusedEvaluator evaluator = new FusedEvaluator(1);
                FusedEvaluator fresh = new FusedEvaluator(1)) {
            evaluator.evaluate(Parameters.initial(2), SOME, false);
            assertThat(evaluator.logits(trained, few, true)).isDeepEqualTo(fresh.logits(trained, few, true));
        }
    }

    @Test
    void lessThanOneThreadIsRefused() {
        assertThatThrownBy(() -> new FusedEvaluator(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads is 0, expected at least 1");
        assertThatThrownBy(() -> new FusedEngine(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads is 0, expected at least 1");
    }
}

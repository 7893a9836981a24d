package org.zkmnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.memory.AllocationsTracker;
import org.nd4j.linalg.api.memory.enums.AllocationKind;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.model.Samples;
import org.zkmnist.model.ScalarLeNet;

class Dl4jEngineTest {
    private static final LabelledImages IMAGES = Samples.images(1, 64);
    private static final Parameters INITIAL = Samples.parameters(1);
    private static final Recipe RECIPE = new Recipe(1, 1, 16, 1e-3, Dl4jEngine.NAME);

    private final Dl4jEngine engine = new Dl4jEngine();

    @Test
    void aStepAnswersTheSumOfTheLossesBeforeIt() {
        try (TrainingSession session = engine.start(INITIAL, IMAGES, RECIPE)) {
            double expected = ScalarLeNet.loss(ScalarLeNet.asDoubles(INITIAL), IMAGES, 16, 12);
            assertThat(session.step(16, 12)).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void theFirstStepMovesEachParameterByTheLearningRateAgainstItsGradient() {
        Recipe recipe = new Recipe(1, 1, 16, 4e-3, Dl4jEngine.NAME);
        float[] gradient = Dl4jGradient.meanGradient(INITIAL, IMAGES, 0, 16);
        float[] before = INITIAL.toArray();
        try (TrainingSession session = engine.start(INITIAL, IMAGES, recipe)) {
            session.step(0, 16);
            float[] after = session.parameters().toArray();
            int compared = 0;
            for (int i = 0; i < gradient.length; i++) {
                if (Math.abs(gradient[i]) > 1e-4) {
                    assertThat((double) after[i] - before[i]).isCloseTo(-Math.signum(gradient[i]) * 4e-3, within(2e-5));
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(Parameters.COUNT / 10);
        }
    }

    @Test
    void theGradientAgreesWithCentralDifferencesInEveryTensor() {
        float[] gradient = Dl4jGradient.meanGradient(INITIAL, IMAGES, 8, 24);
        double[] values = ScalarLeNet.asDoubles(INITIAL);
        for (ParameterTensor tensor : ParameterTensor.values()) {
            double largest = 0;
            for (int i = 0; i < tensor.size(); i++) {
                largest = Math.max(largest, Math.abs(gradient[tensor.offset() + i]));
            }
            int stride = Math.max(1, tensor.size() / 6);
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i += stride) {
                double difference = 1e-5;
                double value = values[i];
                values[i] = value + difference;
                double above = ScalarLeNet.loss(values, IMAGES, 8, 24);
                values[i] = value - difference;
                double below = ScalarLeNet.loss(values, IMAGES, 8, 24);
                values[i] = value;
                assertThat((double) gradient[i])
                        .as(tensor.torchName())
                        .isCloseTo((above - below) / (2 * difference) / 24, within(1e-5 * largest));
            }
        }
    }

    @Test
    void trainingOnTheSameImagesLowersTheirLoss() {
        try (TrainingSession session = engine.start(INITIAL, IMAGES, RECIPE)) {
            double first = session.step(0, 16);
            double last = first;
            for (int step = 0; step < 20; step++) {
                last = session.step(0, 16);
            }
            assertThat(last).isLessThan(first * 0.9);
        }
    }

    @Test
    void nativeMemoryDoesNotGrowFromStepToStepAndIsGivenBack() {
        try (TrainingSession session = engine.start(INITIAL, IMAGES, RECIPE)) {
            for (int step = 0; step < 4; step++) {
                session.step(0, 16);
            }
            long early = workspaceBytes();
            assertThat(early).isGreaterThan(1_000_000);
            for (int step = 0; step < 40; step++) {
                session.step(0, 16);
            }
            assertThat(workspaceBytes()).isEqualTo(early);
        }
        assertThat(workspaceBytes()).isLessThan(100_000);
    }

    private static long workspaceBytes() {
        int cpu = 0;
        return AllocationsTracker.getInstance().bytesOnDevice(AllocationKind.WORKSPACE, cpu);
    }
}

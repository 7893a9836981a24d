package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.model.ScalarLeNet;
import org.zkmnist.training.Dl4jGradient;
import org.zkmnist.training.RealMnist;

/** The whole gradient against DL4J's and against differences of the loss, on real images. */
class FusedGradientTest {
    /** Largest difference, as a share of the tensor's largest gradient. */
    private static final double TOLERANCE = 1e-5;

    private static final Recipe RECIPE = Recipe.standard(1, 1, FusedEngine.NAME);
    private static final LabelledImages IMAGES = RealMnist.get().training();

    private static final Parameters AFTER_10_STEPS = trained(Parameters.initial(5), 0, 10);
    private static final Parameters AFTER_150_STEPS = trained(AFTER_10_STEPS, 10, 150);

    static Stream<Arguments> batches() {
        return Stream.of(
                Arguments.of("initial, first batch", Parameters.initial(1), 0, 256),
                Arguments.of("initial, last batch", Parameters.initial(2), 59_904, 96),
                Arguments.of("initial, one image", Parameters.initial(3), 777, 1),
                Arguments.of("initial, chunk and a bit", Parameters.initial(4), 30_000, 33),
                Arguments.of("after 10 steps, full batch", AFTER_10_STEPS, 2_560, 256),
                Arguments.of("after 150 steps, last batch", AFTER_150_STEPS, 59_904, 96),
                Arguments.of("after 150 steps, full batch", AFTER_150_STEPS, 38_400, 256));
    }

    private static Parameters trained(Parameters parameters, int firstStep, int lastStep) {
        try (FusedSession session = new FusedSession(parameters, IMAGES, RECIPE, 2)) {
            for (int step = firstStep; step < lastStep; step++) {
                session.step(step * 256, 256);
            }
            return session.parameters();
        }
    }

    private static float[] fusedGradient(Parameters parameters, int first, int count) {
        try (FusedSession session = new FusedSession(parameters, IMAGES, RECIPE, 2)) {
            float[] gradient = session.meanGradient(first, count);
            assertThat(session.parameters()).isEqualTo(parameters);
            assertThat(new FusedEngine(1).meanGradient(parameters, IMAGES, first, count))
                    .isEqualTo(gradient);
            return gradient;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void agreesWithDl4j(String name, Parameters parameters, int first, int count) {
        float[] fused = fusedGradient(parameters, first, count);
        float[] dl4j = Dl4jGradient.meanGradient(parameters, IMAGES, first, count);
        for (ParameterTensor tensor : ParameterTensor.values()) {
            double difference = 0;
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                difference = Math.max(difference, Math.abs((double) fused[i] - dl4j[i]));
            }
            assertThat(difference / largest(dl4j, tensor))
                    .as(tensor.torchName())
                    .isLessThanOrEqualTo(TOLERANCE);
        }
    }

    @Test
    void agreesWithCentralDifferencesForInitialParameters() {
        assertAgreesWithCentralDifferences(Parameters.initial(8), 59_904 + 63, 33);
    }

    @Test
    void agreesWithCentralDifferencesForTrainedParameters() {
        assertAgreesWithCentralDifferences(AFTER_150_STEPS, 1_000, 33);
    }

    private static void assertAgreesWithCentralDifferences(Parameters parameters, int first, int count) {
        float[] gradient = fusedGradient(parameters, first, count);
        double[] values = ScalarLeNet.asDoubles(parameters);
        Random random = new Random(10);
        for (ParameterTensor tensor : ParameterTensor.values()) {
            double largest = largest(gradient, tensor);
            for (int sample = 0; sample < 5; sample++) {
                int i = tensor.offset() + random.nextInt(tensor.size());
                assertThat((double) gradient[i])
                        .as("%s[%d]", tensor.torchName(), i - tensor.offset())
                        .isCloseTo(centralDifference(values, i, first, count), within(TOLERANCE * largest));
            }
        }
    }

    private static double centralDifference(double[] values, int i, int first, int count) {
        double step = 1e-5;
        double value = values[i];
        values[i] = value + step;
        double above = ScalarLeNet.loss(values, IMAGES, first, count);
        values[i] = value - step;
        double below = ScalarLeNet.loss(values, IMAGES, first, count);
        values[i] = value;
        return (above - below) / (2 * step) / count;
    }

    private static double largest(float[] gradient, ParameterTensor tensor) {
        double largest = 0;
        for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    @Test
    void aStepAnswersTheSumOfTheLossesBeforeIt() {
        Parameters parameters = Parameters.initial(11);
        try (FusedSession session = new FusedSession(parameters, IMAGES, RECIPE, 2)) {
            double expected = ScalarLeNet.loss(ScalarLeNet.asDoubles(parameters), IMAGES, 500, 100);
            assertThat(session.step(500, 100)).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void aStepIsAdamsOnTheMeanGradient() {
        Parameters parameters = Parameters.initial(12);
        float[] expected = parameters.toArray();
        Adam adam = new Adam(Parameters.COUNT, RECIPE.learningRate());
        try (FusedSession session = new FusedSession(parameters, IMAGES, RECIPE, 3)) {
            for (int first : new int[] {0, 59_904}) {
                int count = Math.min(256, IMAGES.count() - first);
                adam.nextStep();
                adam.update(expected, session.meanGradient(first, count), 0, Parameters.COUNT);
                session.step(first, count);
                assertThat(session.parameters()).isEqualTo(Parameters.of(expected));
            }
        }
    }
}

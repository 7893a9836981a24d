package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final int COUNT = 60;
    private static final double RATE = 1e-3;

    private final Random random = new Random(8);

    /** Gradients of every magnitude down to epsilon's, where it matters what epsilon is added to. */
    private float[] gradient() {
        float[] gradient = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            gradient[i] = (float) (random.nextGaussian() * Math.pow(10, -(i % 10)));
        }
        return gradient;
    }

    @Test
    void stepsAreThoseOfPyTorchsFormula() {
        float[] parameters = new RandomRows(9).row(COUNT);
        double[] expected = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            expected[i] = parameters[i];
        }
        double[] mean = new double[COUNT];
        double[] square = new double[COUNT];
        Adam adam = new Adam(COUNT, RATE);

        for (int step = 1; step <= 100; step++) {
            float[] gradient = gradient();
            for (int i = 0; i < COUNT; i++) {
                double g = gradient[i];
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.999 * square[i] + 0.001 * g * g;
                double denominator = Math.sqrt(square[i]) / Math.sqrt(1 - Math.pow(0.999, step)) + 1e-8;
                expected[i] -= RATE / (1 - Math.pow(0.9, step)) * mean[i] / denominator;
            }
            adam.nextStep();
            adam.update(parameters, gradient, 0, COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat((double) parameters[i])
                        .as("parameter %d, step %d", i, step)
                        .isCloseTo(expected[i], within(3e-6));
            }
        }
    }

    @Test
    void divisionIntoRangesDoesNotChangeTheBits() {
        float[] whole = new RandomRows(9).row(COUNT);
        float[] divided = whole.clone();
        Adam adam = new Adam(COUNT, RATE);
        Adam inRanges = new Adam(COUNT, RATE);

        for (int step = 0; step < 10; step++) {
            float[] gradient = gradient();
            adam.nextStep();
            adam.update(whole, gradient, 0, COUNT);
            inRanges.nextStep();
            inRanges.update(divided, gradient, 17, COUNT);
            inRanges.update(divided, gradient, 0, 17);
        }

        assertThat(divided).containsExactly(whole);
    }

    @Test
    void aZeroGradientChangesNothing() {
        float[] parameters = new RandomRows(9).row(COUNT);
        float[] before = parameters.clone();
        Adam adam = new Adam(COUNT, RATE);

        adam.nextStep();
        adam.update(parameters, new float[COUNT], 0, COUNT);

        assertThat(parameters).containsExactly(before);
    }
}

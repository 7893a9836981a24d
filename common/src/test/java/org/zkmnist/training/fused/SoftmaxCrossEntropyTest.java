package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {
    private final SoftmaxCrossEntropy crossEntropy = new SoftmaxCrossEntropy();
    private final float[] logits = {0.5f, -1.25f, 3, 0, -2, 1.5f, 0.25f, -0.75f, 2, -3, 99, 99};

    private static double probability(float[] logits, int digit) {
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += Math.exp(logits[i]);
        }
        return Math.exp(logits[digit]) / sum;
    }

    @Test
    void lossIsMinusTheLogarithmOfTheLabelsProbability() {
        for (int label = 0; label < 10; label++) {
            assertThat(crossEntropy.loss(logits, label))
                    .isCloseTo(-Math.log(probability(logits, label)), within(1e-12));
        }
    }

    @Test
    void gradientIsTheProbabilityLessOneForTheLabel() {
        float[] gradient = new float[12];
        for (int label = 0; label < 10; label++) {
            crossEntropy.loss(logits, label);
            crossEntropy.gradient(label, 0.25, gradient);
            for (int digit = 0; digit < 10; digit++) {
                double expected = (probability(logits, digit) - (digit == label ? 1 : 0)) / 4;
                assertThat((double) gradient[digit]).isCloseTo(expected, within(1e-7));
            }
            assertThat(gradient).endsWith(0f, 0f);
        }
    }

    @Test
    void largeLogitsDoNotOverflow() {
        float[] large = new float[12];
        large[3] = 1e6f;
        large[4] = -1e6f;
        float[] gradient = new float[12];

        assertThat(crossEntropy.loss(large, 3)).isZero();
        assertThat(crossEntropy.loss(large, 4)).isEqualTo(2e6);
        crossEntropy.gradient(4, 1, gradient);

        assertThat(gradient).containsExactly(0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 0);
    }
}

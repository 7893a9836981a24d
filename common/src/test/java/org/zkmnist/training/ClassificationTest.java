package org.zkmnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() {
        float[] logits = new float[10];
        logits[3] = (float) Math.log(7);

        Classification classification = Classification.of(logits);

        assertThat(classification.digit()).isEqualTo(3);
        assertThat(classification.probabilities()[3]).isCloseTo(7 / 16.0, within(1e-7));
        assertThat(classification.probabilities()[4]).isCloseTo(1 / 16.0, within(1e-7));
    }

    @Test
    void hugeLogitsGiveProbabilitiesAllTheSame() {
        float[] logits = {-3e38f, 0, 3e38f, 1, 2, 3, 4, 5, 6, 1000};

        double[] probabilities = Classification.of(logits).probabilities();

        assertThat(DoubleStream.of(probabilities).sum()).isEqualTo(1);
        assertThat(probabilities[2]).isEqualTo(1);
    }

    @Test
    void ofTwoEqualLogitsTheSmallerDigitWins() {
        float[] logits = new float[10];
        logits[6] = 2;
        logits[8] = 2;

        assertThat(Classification.of(logits).digit()).isEqualTo(6);
    }
}

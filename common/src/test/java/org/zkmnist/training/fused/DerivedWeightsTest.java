package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.training.fused.DerivedWeights.CONV1_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV1_WEIGHT;
import static org.zkmnist.training.fused.DerivedWeights.TAPS;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.model.Parameters;

class DerivedWeightsTest {
    private final float[] parameters = Parameters.initial(6).toArray();
    private final DerivedWeights weights = new DerivedWeights(parameters);

    /** With ink wherever it raises an output most, and wherever it lowers it most. */
    @ParameterizedTest
    @ValueSource(floats = {1, -1})
    void theBoundOfTheFirstConvolutionIsThatOfItsWorstImage(float sign) {
        float worst = 0;
        for (int channel = 0; channel < CONV1_CHANNELS; channel++) {
            parameters[CONV1_BIAS + channel] += sign * channel;
            float output = parameters[CONV1_BIAS + channel];
            for (int i = CONV1_WEIGHT + channel * TAPS; i < CONV1_WEIGHT + (channel + 1) * TAPS; i++) {
                output += sign * parameters[i] > 0 ? parameters[i] : 0;
            }
            worst = Math.max(worst, Math.abs(output));
        }

        weights.update();

        assertThat(weights.conv1Bound).isBetween(worst, 1.01f * worst);
    }

    @Test
    void updatingEveryRangeIsUpdatingAll() {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 3;
        }
        LayerRange.ALL.forEach(weights::update);
        DerivedWeights anew = new DerivedWeights(parameters);

        assertThat(weights.conv1Bound).isEqualTo(anew.conv1Bound);
        assertThat(weights.conv2Bound).isEqualTo(anew.conv2Bound);
        assertThat(weights.conv2ByInput).isEqualTo(anew.conv2ByInput);
        assertThat(weights.dense1).isDeepEqualTo(anew.dense1);
        assertThat(weights.dense1ByInput).isDeepEqualTo(anew.dense1ByInput);
        assertThat(weights.dense2ByInput).isDeepEqualTo(anew.dense2ByInput);
        assertThat(weights.dense3).isDeepEqualTo(anew.dense3);
    }

    @Test
    void rangesCoverEachParameterOnce() {
        int[] times = new int[Parameters.COUNT];
        for (LayerRange range : LayerRange.ALL) {
            for (int i = range.layer().weight(range.from()); i < range.layer().weight(range.to()); i++) {
                times[i]++;
            }
            for (int i = range.layer().bias(range.from()); i < range.layer().bias(range.to()); i++) {
                times[i]++;
            }
        }
        assertThat(times).containsOnly(1);
    }
}

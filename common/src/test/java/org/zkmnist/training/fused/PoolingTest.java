package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;

import org.junit.jupiter.api.Test;

class PoolingTest {
    private static final int WIDTH = 5;

    private final RandomRows random = new RandomRows(6);

    @Test
    void averageIsAQuarterOfTwoByTwoNeighbours() {
        float[] upper = random.row(WIDTH * LANES);
        float[] lower = random.row(WIDTH * LANES);
        float[] out = random.row(WIDTH * LANES);

        Pooling.average(upper, lower, out, (WIDTH - 1) * LANES);

        assertAverages(upper, lower, out, LANES);
    }

    @Test
    void averageOfPairRowsIsAQuarterOfTwoByTwoNeighbours() {
        float[] upper = random.row(WIDTH * PAIR);
        float[] lower = random.row(WIDTH * PAIR);
        float[] out = random.row(WIDTH * PAIR);

        Pooling.averagePairs(upper, lower, out, (WIDTH - 1) * PAIR);

        assertAverages(upper, lower, out, PAIR);
    }

    private static void assertAverages(float[] upper, float[] lower, float[] out, int nextColumn) {
        for (int left = 0; left < (WIDTH - 1) * nextColumn; left++) {
            int right = left + nextColumn;
            float sum = (upper[left] + lower[left]) + (upper[right] + lower[right]);
            assertThat(out[left]).isEqualTo(sum / 4);
        }
    }

    @Test
    void deltasAreAQuarterOfTheGradientTimesTheSlopesOfTheSigmoid() {
        int n = WIDTH * LANES;
        float[] gradient = random.row(n);
        float[] upper = random.row(n + 1);
        float[] lower = random.row(n + 1);
        float[] before = random.row(n + 1);
        float[] sum = before.clone();
        float[] upperDelta = upper.clone();
        float[] lowerDelta = new float[n];

        Pooling.toDeltas(gradient, upperDelta, lower, upperDelta, lowerDelta, sum, n);

        for (int j = 0; j < n; j++) {
            assertThat(upperDelta[j]).isCloseTo(gradient[j] / 4 * upper[j] * (1 - upper[j]), within(1e-6f));
            assertThat(lowerDelta[j]).isCloseTo(gradient[j] / 4 * lower[j] * (1 - lower[j]), within(1e-6f));
            assertThat(sum[j]).isEqualTo(before[j] + (upperDelta[j] + lowerDelta[j]));
        }
        assertThat(upperDelta[n]).isEqualTo(upper[n]);
        assertThat(sum[n]).isEqualTo(before[n]);
    }
}

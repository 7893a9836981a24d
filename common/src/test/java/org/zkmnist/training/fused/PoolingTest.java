package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.training.fused.Shape.LANES;

import org.junit.jupiter.api.Test;

class PoolingTest {
    private static final int WIDTH = 5;

    private final RandomRows random = new RandomRows(6);

    @Test
    void averageIsAQuarterOfTwoByTwoNeighbours() {
        float[] upper = random.row(2 * WIDTH * LANES);
        float[] lower = random.row(2 * WIDTH * LANES);
        float[] out = random.row(WIDTH * LANES);

        Pooling.average(upper, lower, new float[2 * WIDTH * LANES], out, WIDTH);

        for (int x = 0; x < WIDTH; x++) {
            for (int image = 0; image < LANES; image++) {
                int left = 2 * x * LANES + image;
                int right = left + LANES;
                float sum = (upper[left] + lower[left]) + (upper[right] + lower[right]);
                assertThat(out[x * LANES + image]).isEqualTo(sum / 4);
            }
        }
    }

    @Test
    void spreadGivesAQuarterOfTheGradientToBothColumns() {
        float[] gradient = random.row(WIDTH * LANES);
        float[] before = gradient.clone();
        float[] out = random.row(2 * WIDTH * LANES);

        Pooling.spread(gradient, out, WIDTH);

        for (int x = 0; x < 2 * WIDTH; x++) {
            for (int image = 0; image < LANES; image++) {
                assertThat(out[x * LANES + image]).isEqualTo(before[x / 2 * LANES + image] / 4);
            }
        }
    }
}

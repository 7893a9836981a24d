package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SigmoidTest {
    /** Largest difference to the logistic function; a float near 1 is itself only known to 0.6e-7. */
    private static final double ERROR = 3e-7;

    private static final int COUNT = 600_001;

    private static float[] arguments() {
        float[] x = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            x[i] = (float) (-30 + i * 1e-4);
        }
        return x;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    @Test
    void differsFromTheLogisticFunctionByAtMostThreeTenMillionths() {
        float[] x = arguments();
        float[] s = x.clone();
        Sigmoid.apply(s, COUNT);
        double largest = 0;
        for (int i = 0; i < COUNT; i++) {
            // Also larger than before where the difference is not a number.
            largest = Math.max(largest, Math.abs(s[i] - logistic(x[i])));
        }
        assertThat(largest).isLessThanOrEqualTo(ERROR);
    }

    @Test
    void extremeArgumentsGiveTheEndsOfTheRange() {
        float[] s = {
            Float.NEGATIVE_INFINITY,
            -Float.MAX_VALUE,
            -0f,
            0f,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY
        };
        Sigmoid.apply(s, s.length);
        assertThat(s).containsExactly(new float[] {0, 0, 0.5f, 0.5f, 0.5f, 1, 1}, within((float) ERROR));
    }

    @Test
    void aBoundChangesNothing() {
        float[] large = arguments();
        float[] small = {-18, 18, 0.25f};
        float[] expectedOfLarge = large.clone();
        float[] expectedOfSmall = small.clone();
        Sigmoid.apply(expectedOfLarge, large.length);
        Sigmoid.apply(expectedOfSmall, small.length);

        Sigmoid.apply(large, 30f);
        Sigmoid.apply(small, 18f);

        assertThat(large).isEqualTo(expectedOfLarge);
        assertThat(small).isEqualTo(expectedOfSmall);
    }

    @Test
    void nothingBehindTheCountIsTouched() {
        float[] z = {1, 1, 1};
        Sigmoid.apply(z, 2);
        assertThat(z[2]).isEqualTo(1);
        float[] gradient = {1, 1, 1};
        Sigmoid.multiplyByDerivative(gradient, z, 2);
        assertThat(gradient[2]).isEqualTo(1);
    }

    @Test
    void derivativeIsThatOfTheLogisticFunction() {
        float[] x = arguments();
        float[] s = x.clone();
        Sigmoid.apply(s, COUNT);
        float[] gradient = new float[COUNT];
        Arrays.fill(gradient, -2f);
        Sigmoid.multiplyByDerivative(gradient, s, COUNT);
        double largest = 0;
        for (int i = 0; i < COUNT; i++) {
            double step = 1e-4;
            double slope = (logistic(x[i] + step) - logistic(x[i] - step)) / (2 * step);
            largest = Math.max(largest, Math.abs(gradient[i] - -2 * slope));
        }
        assertThat(largest).isLessThanOrEqualTo(2 * ERROR);
    }
}

package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.WinogradTransform.OUTPUTS;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import org.junit.jupiter.api.Test;

class WinogradTransformTest {
    private static final double[] FINITE_POINTS = {0, 1, -1, 2, -2, 0.5, -0.5};
    private static final int N = 37;

    private final RandomRows random = new RandomRows(2);

    @Test
    void fourOutputsAreThoseOfTheFilterItself() {
        float[] taps = random.row(KERNEL);
        float[][] in = random.rows(POINTS + 1, N);
        float[][] out = random.rows(OUTPUTS + 2, N);
        double[][] expected = new double[OUTPUTS][N];
        for (int y = 0; y < OUTPUTS; y++) {
            for (int j = 0; j < N; j++) {
                expected[y][j] = 0.75f;
                for (int k = 0; k < KERNEL; k++) {
                    expected[y][j] += (double) taps[k] * in[1 + y + k][j];
                }
            }
        }

        WinogradTransform.output(products(taps, in, 1), 0.75f, out, 2, N);

        for (int y = 0; y < OUTPUTS; y++) {
            for (int j = 0; j < N; j++) {
                assertThat((double) out[2 + y][j]).isCloseTo(expected[y][j], within(1e-5));
            }
        }
    }

    private static float[][] products(float[] taps, float[][] in, int first) {
        float[] weights = new float[POINTS];
        WinogradTransform.weights(taps, 0, 1, weights, 0, 1);
        float[][] products = Shape.rows(POINTS, N);
        WinogradTransform.input(in, first, products, 0, N);
        for (int p = 0; p < POINTS; p++) {
            for (int j = 0; j < N; j++) {
                products[p][j] *= weights[p];
            }
        }
        return products;
    }

    @Test
    void weightsAreTheTapsPolynomialAtEachPointOverItsDifferencesToTheOtherPoints() {
        float[] taps = random.row(30);
        float[] out = new float[40];

        WinogradTransform.weights(taps, 2, 5, out, 3, 4);

        for (int p = 0; p < POINTS - 1; p++) {
            double value = 0;
            for (int k = 0; k < KERNEL; k++) {
                value += taps[2 + 5 * k] * Math.pow(FINITE_POINTS[p], k);
            }
            double differences = 1;
            for (int q = 0; q < POINTS - 1; q++) {
                differences *= q == p ? 1 : FINITE_POINTS[p] - FINITE_POINTS[q];
            }
            // The sign of a point's factor is free as long as inputs and weights agree: point 0 has it changed.
            double sign = p == 0 ? -1 : 1;
            assertThat((double) out[3 + 4 * p]).as("point " + p).isCloseTo(sign * value / differences, within(1e-6));
        }
        assertThat(out[3 + 4 * (POINTS - 1)]).isEqualTo(taps[2 + 5 * 4]);
    }

    @Test
    void inputsLeaveOutOneFactorOfThePolynomialWhoseZerosAreThePoints() {
        float[][] in = random.rows(POINTS, N);
        float[][] out = Shape.rows(POINTS + 3, N);

        WinogradTransform.input(in, 0, out, 3, N);

        for (int p = 0; p < POINTS; p++) {
            double[] coefficients = {1};
            for (int q = 0; q < POINTS - 1; q++) {
                coefficients = q == p ? coefficients : timesFactor(coefficients, FINITE_POINTS[q]);
            }
            double sign = p == 0 ? -1 : 1;
            for (int j = 0; j < N; j++) {
                double expected = 0;
                for (int k = 0; k < coefficients.length; k++) {
                    expected += sign * coefficients[k] * in[k][j];
                }
                assertThat((double) out[3 + p][j]).as("point " + p).isCloseTo(expected, within(1e-5));
            }
        }
    }

    /** Coefficients, the constant first, of a polynomial times (x − zero). */
    private static double[] timesFactor(double[] polynomial, double zero) {
        double[] product = new double[polynomial.length + 1];
        for (int k = 0; k < polynomial.length; k++) {
            product[k + 1] += polynomial[k];
            product[k] -= zero * polynomial[k];
        }
        return product;
    }

    @Test
    void outputsArePowersOfThePoints() {
        float[][] products = random.rows(POINTS, N);
        float[][] out = Shape.rows(OUTPUTS, N);

        WinogradTransform.output(products, 0f, out, 0, N);

        for (int y = 0; y < OUTPUTS; y++) {
            for (int j = 0; j < N; j++) {
                double expected = y == OUTPUTS - 1 ? products[POINTS - 1][j] : 0;
                for (int p = 0; p < POINTS - 1; p++) {
                    expected += Math.pow(FINITE_POINTS[p], y) * products[p][j];
                }
                assertThat((double) out[y][j]).as("output " + y).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void gradientOfOutputsIsTheirAdjoint() {
        float[][] products = random.rows(POINTS, N);
        float[][] delta = random.rows(OUTPUTS + 1, N);
        float[][] outputs = Shape.rows(OUTPUTS + 1, N);
        float[][] spread = Shape.rows(1 + 2 * POINTS, N);

        WinogradTransform.output(products, 0f, outputs, 1, N);
        WinogradTransform.outputGradient(delta, 1, spread, 1, 2, N);

        float[][] gradient = Shape.rows(POINTS, N);
        for (int p = 0; p < POINTS; p++) {
            gradient[p] = spread[1 + 2 * p];
        }
        double there = RandomRows.innerProduct(outputs, delta);
        assertThat(there).isNotZero();
        assertThat(RandomRows.innerProduct(products, gradient)).isCloseTo(there, within(1e-4));
    }

    @Test
    void gradientOfInputsIsTheirAdjoint() {
        float[][] in = random.rows(POINTS + 2, N);
        float[][] delta = random.rows(POINTS, N);
        float[][] transformed = Shape.rows(POINTS, N);
        float[][] gradient = Shape.rows(POINTS + 2, N);

        WinogradTransform.input(in, 2, transformed, 0, N);
        WinogradTransform.inputGradient(delta, gradient, 2, N);

        double there = RandomRows.innerProduct(transformed, delta);
        assertThat(there).isNotZero();
        assertThat(RandomRows.innerProduct(in, gradient)).isCloseTo(there, within(1e-4));
    }

    @Test
    void gradientOfWeightsIsTheirAdjoint() {
        float[] taps = random.row(KERNEL);
        float[] delta = random.row(POINTS + 2);
        float[] transformed = new float[POINTS];
        float[] gradient = new float[3 + 2 * KERNEL];

        WinogradTransform.weights(taps, 0, 1, transformed, 0, 1);
        WinogradTransform.weightsGradient(delta, 2, gradient, 3, 2);

        double there = 0;
        for (int p = 0; p < POINTS; p++) {
            there += (double) transformed[p] * delta[2 + p];
        }
        double back = 0;
        for (int k = 0; k < KERNEL; k++) {
            back += (double) taps[k] * gradient[3 + 2 * k];
        }
        assertThat(there).isNotZero();
        assertThat(back).isCloseTo(there, within(1e-5));
    }
}

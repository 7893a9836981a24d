package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_WEIGHT;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;

import org.junit.jupiter.api.Test;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;

/** The second convolution and both its gradients against its definition, written as nested loops in double precision. */
class SecondConvolutionTest {
    private final RandomRows random = new RandomRows(3);
    private final float[] parameters = Parameters.initial(3).toArray();
    private final DerivedWeights weights = new DerivedWeights(parameters);
    private final float[][] in = random.rows(CONV1_CHANNELS * POOL1_SIDE, POOL1_SIDE * LANES);
    private final float[][] delta = random.rows(CONV2_CHANNELS * CONV2_SIDE, CONV2_SIDE * LANES);

    /** One product of the convolution: what weight (o, c, ky, kx) has to do with output (o, y, x). */
    private interface Term {
        void visit(int weight, int inRow, int inElement, int outRow, int outElement);
    }

    private static void forAllTerms(Term term) {
        for (int weight = 0; weight < ParameterTensor.CONV2_WEIGHT.size(); weight++) {
            int o = weight / (CONV1_CHANNELS * KERNEL * KERNEL);
            int c = weight / (KERNEL * KERNEL) % CONV1_CHANNELS;
            int ky = weight / KERNEL % KERNEL;
            int kx = weight % KERNEL;
            for (int y = 0; y < CONV2_SIDE; y++) {
                for (int j = 0; j < CONV2_SIDE * LANES; j++) {
                    term.visit(weight, c * POOL1_SIDE + y + ky, j + kx * LANES, o * CONV2_SIDE + y, j);
                }
            }
        }
    }

    @Test
    void outputsAreBiasPlusWeightTimesInput() {
        double[][] expected = new double[CONV2_CHANNELS * CONV2_SIDE][CONV2_SIDE * LANES];
        forAllTerms((weight, inRow, inElement, outRow, outElement) ->
                expected[outRow][outElement] += (double) parameters[CONV2_WEIGHT + weight] * in[inRow][inElement]);
        for (int row = 0; row < expected.length; row++) {
            for (int j = 0; j < expected[row].length; j++) {
                expected[row][j] += parameters[CONV2_BIAS + row / CONV2_SIDE];
            }
        }
        float[][] out = random.rows(expected.length, expected[0].length);

        new Conv2Forward().compute(in, weights, out);

        assertClose(out, expected, 1e-5);
    }

    @Test
    void inputGradientIsWeightTimesOutputGradient() {
        double[][] expected = new double[CONV1_CHANNELS * POOL1_SIDE][POOL1_SIDE * LANES];
        forAllTerms((weight, inRow, inElement, outRow, outElement) ->
                expected[inRow][inElement] += (double) parameters[CONV2_WEIGHT + weight] * delta[outRow][outElement]);
        float[][] out = random.rows(expected.length, expected[0].length);

        new Conv2InputGradient().compute(delta, weights.conv2ByInput, out);

        assertClose(out, expected, 1e-5);
    }

    @Test
    void weightGradientIsInputTimesOutputGradient() {
        double[] expected = new double[ParameterTensor.CONV2_WEIGHT.size()];
        forAllTerms((weight, inRow, inElement, outRow, outElement) ->
                expected[weight] += (double) in[inRow][inElement] * delta[outRow][outElement]);
        float[] gradient = new float[Parameters.COUNT];
        Conv2WeightGradient conv2WeightGradient = new Conv2WeightGradient();
        conv2WeightGradient.compute(otherInput(), delta, gradient);

        conv2WeightGradient.compute(in, delta, gradient);

        for (int weight = 0; weight < expected.length; weight++) {
            assertThat((double) gradient[CONV2_WEIGHT + weight])
                    .as("weight " + weight)
                    .isCloseTo(expected[weight], within(2e-4));
        }
        assertThat(gradient[CONV2_WEIGHT - 1]).isZero();
        assertThat(gradient[CONV2_WEIGHT + expected.length]).isZero();
    }

    private static float[][] otherInput() {
        return new RandomRows(7).rows(CONV1_CHANNELS * POOL1_SIDE, POOL1_SIDE * LANES);
    }

    private static void assertClose(float[][] actual, double[][] expected, double tolerance) {
        for (int row = 0; row < expected.length; row++) {
            for (int j = 0; j < expected[row].length; j++) {
                if (!(Math.abs(actual[row][j] - expected[row][j]) <= tolerance)) {
                    assertThat((double) actual[row][j])
                            .as("row %d, element %d", row, j)
                            .isCloseTo(expected[row][j], within(tolerance));
                }
            }
        }
    }
}

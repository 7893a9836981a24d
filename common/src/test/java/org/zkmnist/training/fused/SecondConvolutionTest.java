package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_BIAS;
import static org.zkmnist.training.fused.DerivedWeights.CONV2_WEIGHT;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.HALF;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_PAIRS;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

import org.junit.jupiter.api.Test;
import org.zkmnist.model.ParameterTensor;
import org.zkmnist.model.Parameters;

/** The second convolution and both its gradients against its definition, written as nested loops in double precision. */
class SecondConvolutionTest {
    private final RandomRows random = new RandomRows(3);
    private final float[] parameters = Parameters.initial(3).toArray();
    private final DerivedWeights weights = new DerivedWeights(parameters);
    /** Row y of input channel c is {@code in[c * POOL1_SIDE + y]}, not in pairs. */
    private final float[][] in = random.rows(CONV1_CHANNELS * POOL1_SIDE, POOL1_SIDE * LANES);
    /** Row y of output channel o is {@code delta[o * CONV2_SIDE + y]}, not in pairs. */
    private final float[][] delta = random.rows(CONV2_CHANNELS * CONV2_SIDE, CONV2_SIDE * LANES);

    /** Pair rows: row y of a map of {@code side} rows with row y + HALF, for all y from which there are both. */
    private static float[][] pairs(float[][] rows, int side) {
        int pairs = side - HALF;
        float[][] out = new float[rows.length / side * pairs][2 * rows[0].length];
        for (int i = 0; i < out.length; i++) {
            int upper = i / pairs * side + i % pairs;
            for (int j = 0; j < rows[0].length; j++) {
                int at = j / LANES * PAIR + j % LANES;
                out[i][at] = rows[upper][j];
                out[i][at + LANES] = rows[upper + HALF][j];
            }
        }
        return out;
    }

    /** The way back from {@link #pairs}, adding what stands in two pairs. */
    private static float[][] sumOfPairs(float[][] pairRows, int side) {
        int pairs = side - HALF;
        float[][] out = new float[pairRows.length / pairs * side][pairRows[0].length / 2];
        for (int i = 0; i < pairRows.length; i++) {
            int upper = i / pairs * side + i % pairs;
            for (int j = 0; j < out[0].length; j++) {
                int at = j / LANES * PAIR + j % LANES;
                out[upper][j] += pairRows[i][at];
                out[upper + HALF][j] += pairRows[i][at + LANES];
            }
        }
        return out;
    }

    private static float[][] transformedInput(float[][] in) {
        float[][] transformed = Shape.rows(CONV1_CHANNELS * POINTS, POOL1_SIDE * PAIR);
        float[][] pairs = pairs(in, POOL1_SIDE);
        for (int c = 0; c < CONV1_CHANNELS; c++) {
            WinogradTransform.input(pairs, c * POOL1_PAIRS, transformed, c * POINTS, POOL1_SIDE * PAIR);
        }
        return transformed;
    }

    private static float[][] transformedDelta(float[][] delta) {
        float[][] transformed = Shape.rows(CONV2_CHANNELS * POINTS, CONV2_SIDE * PAIR);
        float[][] pairs = pairs(delta, CONV2_SIDE);
        for (int o = 0; o < CONV2_CHANNELS; o++) {
            WinogradTransform.outputGradient(pairs, o * HALF, transformed, o, CONV2_CHANNELS, CONV2_SIDE * PAIR);
        }
        return transformed;
    }

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
        float[][] transformed = random.rows(CONV1_CHANNELS * POINTS, POOL1_SIDE * PAIR);
        float[][] out = random.rows(CONV2_CHANNELS * HALF, CONV2_SIDE * PAIR);

        Conv2Forward forward = new Conv2Forward();
        forward.transform(pairs(in, POOL1_SIDE), transformed);
        for (int o = 0; o < CONV2_CHANNELS; o += 2) {
            forward.compute(o, transformed, weights, out);
        }

        assertClose(sumOfPairs(out, CONV2_SIDE), expected, 1e-5);
        assertThat(transformed).isDeepEqualTo(transformedInput(in));
    }

    @Test
    void inputGradientIsWeightTimesOutputGradient() {
        double[][] expected = new double[CONV1_CHANNELS * POOL1_SIDE][POOL1_SIDE * LANES];
        forAllTerms((weight, inRow, inElement, outRow, outElement) ->
                expected[inRow][inElement] += (double) parameters[CONV2_WEIGHT + weight] * delta[outRow][outElement]);
        float[][] out = random.rows(CONV1_CHANNELS * POOL1_PAIRS, POOL1_SIDE * PAIR);

        new Conv2InputGradient().compute(transformedDelta(delta), weights.conv2ByInput, out);

        assertClose(sumOfPairs(out, POOL1_SIDE), expected, 1e-5);
    }

    @Test
    void weightGradientIsInputTimesOutputGradient() {
        double[] expected = new double[ParameterTensor.CONV2_WEIGHT.size()];
        forAllTerms((weight, inRow, inElement, outRow, outElement) ->
                expected[weight] += (double) in[inRow][inElement] * delta[outRow][outElement]);
        float[] gradient = new float[Parameters.COUNT];
        ConvolutionGradient part = new ConvolutionGradient();
        Conv2WeightGradient conv2WeightGradient = new Conv2WeightGradient();
        conv2WeightGradient.compute(transformedInput(otherInput()), transformedDelta(delta), part.conv2);

        conv2WeightGradient.compute(transformedInput(in), transformedDelta(delta), part.conv2);
        ConvolutionGradient.finishConv2(new ConvolutionGradient[] {part}, 1, gradient);

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

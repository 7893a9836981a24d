package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zkmnist.training.fused.Kernels.SUMS;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The kernels against loops over one element at a time: the same bits, and nothing touched behind the last element. */
class KernelsTest {
    private static final int LENGTH = 300;
    private static final int USED = 259;

    private final RandomRows random = new RandomRows(1);
    private final float[] c = random.row(LENGTH);
    private final float[] d = random.row(LENGTH);
    private final float[] expectedC = c.clone();
    private final float[] expectedD = d.clone();
    private final float[] weights = random.row(40);
    private final float[] otherWeights = random.row(40);

    @Test
    void convolveRowAddsFiveNeighbouringColumnsInOrder() {
        float[] in = random.row(LENGTH + 4 * LANES);
        for (int j = 0; j < USED; j++) {
            for (int k = 0; k < 5; k++) {
                expectedC[j] += weights[7 + k] * in[j + k * LANES];
                expectedD[j] += weights[21 + k] * in[j + k * LANES];
            }
        }

        Kernels.convolveRow(c, d, in, USED, weights, 7, 21);

        assertAsExpected();
    }

    @Test
    void convolvePairRowAddsFiveNeighbouringColumnsOfPairRowsInOrder() {
        float[] in = random.row(LENGTH + 4 * PAIR);
        for (int j = 0; j < USED; j++) {
            for (int k = 0; k < 5; k++) {
                expectedC[j] += weights[7 + k] * in[j + k * PAIR];
                expectedD[j] += weights[21 + k] * in[j + k * PAIR];
            }
        }

        Kernels.convolvePairRow(c, d, in, USED, weights, 7, 21);

        assertAsExpected();
    }

    @Test
    void accumulateRowsAddsFourRowsInOrder() {
        float[][] rows = random.rows(4, LENGTH);
        for (int j = 0; j < USED; j++) {
            for (int k = 0; k < 4; k++) {
                expectedC[j] += weights[3 + k] * rows[k][j];
                expectedD[j] += otherWeights[11 + k] * rows[k][j];
            }
        }

        Kernels.accumulateRows(c, d, rows[0], rows[1], rows[2], rows[3], USED, weights, 3, otherWeights, 11);

        assertAsExpected();
    }

    @Test
    void correlateColumnsAddsTheProductsOfFourColumnsOfDeltasWithFiveNeighbouringColumnsEach() {
        int n = SUMS - 3;
        float[][] delta = random.rows(4, LENGTH);
        float[][] in = random.rows(8, LENGTH);
        float[] sums = random.row(5 * SUMS);
        float[] expected = sums.clone();
        for (int k = 0; k < 5; k++) {
            for (int j = 0; j < n; j++) {
                for (int x = 0; x < 4; x++) {
                    expected[k * SUMS + j] += delta[x][j] * in[x + k][j];
                }
            }
        }

        Kernels.correlateColumns(
                sums, delta[0], delta[1], delta[2], delta[3], in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7],
                n);

        assertThat(sums).containsExactly(expected);
    }

    @Test
    void addRowAddsElementByElement() {
        for (int j = 0; j < USED; j++) {
            expectedC[j] += d[j];
        }

        Kernels.addRow(c, d, USED);

        assertAsExpected();
    }

    @Test
    void matrixProductAddsTheTermsOfEachElementInOrder() {
        int m = 6;
        int k = 12;
        int n = 21;
        float[][] a = random.rows(m, k);
        float[][] b = random.rows(k, n);
        float[][] out = random.rows(m, n);
        float[][] expected = new float[m][n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                expected[i][j] = out[i][j];
                for (int q = 0; q < k; q++) {
                    expected[i][j] += a[i][q] * b[q][j];
                }
            }
        }

        MatrixProduct.add(out, a, b, n);

        assertThat(out).isDeepEqualTo(expected);
    }

    @Test
    void matrixProductLeavesRowsOutsideTheRangeAndColumnsBehindTheEndAlone() {
        float[][] a = random.rows(6, 8);
        float[][] b = random.rows(8, 21);
        float[][] whole = random.rows(6, 21);
        float[][] part = new float[6][];
        for (int i = 0; i < 6; i++) {
            part[i] = whole[i].clone();
        }
        float[][] expected = {part[0].clone(), part[1].clone(), null, null, part[4].clone(), part[5].clone()};

        MatrixProduct.add(part, 2, 4, a, b, 8, 19);
        MatrixProduct.add(whole, a, b, 21);

        for (int i = 0; i < 6; i++) {
            if (expected[i] == null) {
                assertThat(Arrays.copyOf(part[i], 19)).containsExactly(Arrays.copyOf(whole[i], 19));
                assertThat(part[i][20]).isNotEqualTo(whole[i][20]);
            } else {
                assertThat(part[i]).containsExactly(expected[i]);
            }
        }
    }

    @Test
    void sumIsThatOfTheFirstValues() {
        float[] values = random.row(48);
        double expected = 0;
        for (int i = 0; i < 40; i++) {
            expected += values[i];
        }

        assertThat((double) Kernels.sum(values, 40)).isCloseTo(expected, within(1e-6));
    }

    private void assertAsExpected() {
        assertThat(c).containsExactly(expectedC);
        assertThat(d).containsExactly(expectedD);
    }
}

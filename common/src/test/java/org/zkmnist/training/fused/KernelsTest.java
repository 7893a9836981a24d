package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.training.fused.Kernels.STRIP_ROW;
import static org.zkmnist.training.fused.Shape.LANES;

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
    void accumulateWindowsAddsTheWindowsOfFourOutputRowsInOrder() {
        float[] strip = random.row(LENGTH + 3 * STRIP_ROW);
        for (int j = 0; j < USED; j++) {
            for (int y = 0; y < 4; y++) {
                expectedC[j] += weights[5 + y] * strip[y * STRIP_ROW + j];
                expectedD[j] += weights[30 + y] * strip[y * STRIP_ROW + j];
            }
        }

        Kernels.accumulateWindows(c, d, strip, USED, weights, 5, 30);

        assertAsExpected();
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

    private void assertAsExpected() {
        assertThat(c).containsExactly(expectedC);
        assertThat(d).containsExactly(expectedD);
    }
}

package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.IMAGE_SIDE;
import static org.zkmnist.training.fused.Shape.KERNEL;
import static org.zkmnist.training.fused.Shape.LANES;

import org.junit.jupiter.api.Test;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.training.RealMnist;

/** Pixels as bits, and the first convolution's weight gradient that is computed from them by table. */
class FirstConvolutionTest {
    private static final int FIRST = 59_970;

    private final LabelledImages images = RealMnist.get().training();
    private final int[] columns = new int[IMAGE_SIDE * LANES];
    private final float[][] pixels = Shape.rows(IMAGE_SIDE, IMAGE_SIDE * LANES);

    private void gather(int count) {
        LabelledImages part = RealMnist.part(images, FIRST, count);
        new ImageBits(part).gather(0, count, columns);
        ImageBits.unpack(columns, pixels);
    }

    @Test
    void bitsUnpackToTheRoundedPixels() {
        gather(30);

        for (int image = 0; image < LANES; image++) {
            for (int pixel = 0; pixel < LabelledImages.PIXELS; pixel++) {
                boolean ink = image < 30 && images.rounded(FIRST + image, pixel);
                assertThat(pixels[pixel / IMAGE_SIDE][pixel % IMAGE_SIDE * LANES + image])
                        .isEqualTo(ink ? 1f : 0f);
            }
        }
    }

    @Test
    void aChunkIsGatheredFromItsFirstImageOn() {
        new ImageBits(images).gather(FIRST, 30, columns);
        int[] ofAll = columns.clone();

        gather(30);

        assertThat(columns).containsExactly(ofAll);
    }

    @Test
    void tablesGiveTheSumOfThePixelsUnderEachWeightTimesTheDelta() {
        gather(30);
        float[][] delta = new RandomRows(4).rows(CONV1_CHANNELS * CONV1_SIDE, CONV1_SIDE * LANES);
        float[] gradient = new float[200];
        float[] tables = new RandomRows(5).row(WindowTables.SIZE);
        WindowTables windowTables = new WindowTables();

        WindowTables.clear(tables);
        for (int y = 0; y < CONV1_SIDE; y++) {
            float[][] deltaRow = new float[CONV1_CHANNELS][];
            for (int c = 0; c < CONV1_CHANNELS; c++) {
                deltaRow[c] = delta[c * CONV1_SIDE + y];
            }
            windowTables.add(columns, y, deltaRow, tables);
        }
        WindowTables.fold(tables, gradient, 11);

        for (int weight = 0; weight < CONV1_CHANNELS * KERNEL * KERNEL; weight++) {
            int c = weight / (KERNEL * KERNEL);
            int ky = weight / KERNEL % KERNEL;
            int kx = weight % KERNEL;
            double expected = 0;
            for (int y = 0; y < CONV1_SIDE; y++) {
                for (int j = 0; j < CONV1_SIDE * LANES; j++) {
                    expected += (double) delta[c * CONV1_SIDE + y][j] * pixels[y + ky][j + kx * LANES];
                }
            }
            assertThat((double) gradient[11 + weight]).as("weight " + weight).isCloseTo(expected, within(1e-4));
        }
        assertThat(gradient[10]).isZero();
        assertThat(gradient[11 + CONV1_CHANNELS * KERNEL * KERNEL]).isZero();
    }
}

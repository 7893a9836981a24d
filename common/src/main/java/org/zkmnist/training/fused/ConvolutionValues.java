package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CONV1_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV1_SIDE;
import static org.zkmnist.training.fused.Shape.CONV2_CHANNELS;
import static org.zkmnist.training.fused.Shape.CONV2_SIDE;
import static org.zkmnist.training.fused.Shape.HALF;
import static org.zkmnist.training.fused.Shape.LANES;
import static org.zkmnist.training.fused.Shape.PAIR;
import static org.zkmnist.training.fused.Shape.POOL1_PAIRS;
import static org.zkmnist.training.fused.Shape.POOL1_SIDE;
import static org.zkmnist.training.fused.WinogradTransform.POINTS;

/** What the way back needs of a chunk's convolutions. */
final class ConvolutionValues {
    /** Sigmoid of the first convolution: row y of channel c is {@code conv1[c * CONV1_SIDE + y]}. */
    final float[][] conv1 = Shape.rows(CONV1_CHANNELS * CONV1_SIDE, CONV1_SIDE * LANES);
    /** Averages of 2 × 2 of {@link #conv1}: pair row y of channel c is {@code pool1[c * POOL1_PAIRS + y]}. */
    final float[][] pool1 = Shape.rows(CONV1_CHANNELS * POOL1_PAIRS, POOL1_SIDE * PAIR);
    /** {@link #pool1} transformed for Winograd's filtering: point p of channel c is {@code c * POINTS + p}. */
    final float[][] transformed = Shape.rows(CONV1_CHANNELS * POINTS, POOL1_SIDE * PAIR);
    /** Sigmoid of the second convolution: pair row y of channel c is {@code conv2[c * HALF + y]}. */
    final float[][] conv2 = Shape.rows(CONV2_CHANNELS * HALF, CONV2_SIDE * PAIR);
}

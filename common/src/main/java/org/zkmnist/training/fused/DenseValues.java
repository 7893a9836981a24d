package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.DENSE1;
import static org.zkmnist.training.fused.Shape.DENSE2;
import static org.zkmnist.training.fused.Shape.FLAT;
import static org.zkmnist.training.fused.Shape.LANES;

import java.util.Arrays;

/**
 * What the dense layers read and give, one row an image.
 *
 * @param features averages of the second convolution, ordered channel, y, x
 * @param dense1 sigmoid of the first dense layer
 * @param dense2 sigmoid of the second dense layer
 */
record DenseValues(float[][] features, float[][] dense1, float[][] dense2) {
    DenseValues(int images) {
        this(Shape.rows(images, FLAT), Shape.rows(images, DENSE1), Shape.rows(images, DENSE2));
    }

    /** The rows of a chunk's images, not copied. */
    DenseValues chunk(int chunk) {
        int from = chunk * LANES;
        int to = from + LANES;
        return new DenseValues(
                Arrays.copyOfRange(features, from, to),
                Arrays.copyOfRange(dense1, from, to),
                Arrays.copyOfRange(dense2, from, to));
    }
}

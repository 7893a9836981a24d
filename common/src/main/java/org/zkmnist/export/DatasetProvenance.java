package org.zkmnist.export;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zkmnist.dataset.Mnist;

/**
 * Which dataset the models were trained and tested with.
 *
 * @param trainingImages number of images trained on
 * @param testImages number of images tested with
 * @param digests SHA-256 of the uncompressed IDX files by their name
 */
public record DatasetProvenance(int trainingImages, int testImages, SortedMap<String, String> digests) {
    public DatasetProvenance {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(digests)));
    }

    public static DatasetProvenance of(Mnist mnist) {
        return new DatasetProvenance(mnist.training().count(), mnist.test().count(), mnist.digests());
    }
}

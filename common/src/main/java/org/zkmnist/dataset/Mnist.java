package org.zkmnist.dataset;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The MNIST dataset: images to train on and images to test with.
 *
 * @param digests SHA-256 of the four uncompressed IDX files by their name, for instance
 *     {@code train-images-idx3-ubyte}
 */
public record Mnist(LabelledImages training, LabelledImages test, SortedMap<String, String> digests) {
    public Mnist {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(digests)));
    }
}

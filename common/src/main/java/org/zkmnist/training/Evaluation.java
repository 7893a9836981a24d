package org.zkmnist.training;

import java.util.List;

/**
 * How well a network classifies a set of images.
 *
 * @param accuracy share classified correctly, 0 to 1
 * @param meanLoss mean softmax cross-entropy
 * @param confusion ten rows of ten counts: {@code confusion.get(digit).get(answer)}
 */
public record Evaluation(double accuracy, double meanLoss, List<List<Integer>> confusion) {
    public Evaluation {
        confusion = confusion.stream().map(List::copyOf).toList();
    }
}

package org.zkmnist.training;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What a network says about one image.
 *
 * @param digit the digit with the largest logit; the smaller digit where two are equal
 * @param logits the network's ten outputs; not copied, and not to be changed
 * @param probabilities their softmax, which adds up to 1; not copied, and not to be changed
 */
public record Classification(int digit, float[] logits, double[] probabilities) {
    /** @param logits ten finite outputs of a network */
    public static Classification of(float[] logits) {
        int digit = 0;
        for (int other = 1; other < logits.length; other++) {
            if (logits[other] > logits[digit]) {
                digit = other;
            }
        }
        return new Classification(digit, logits, softmax(logits, logits[digit]));
    }

    /** Without the largest logit's being subtracted, a logit over 709 would overflow to infinity. */
    private static double[] softmax(float[] logits, double largest) {
        double[] exponentials = new double[logits.length];
        Arrays.setAll(exponentials, i -> StrictMath.exp(logits[i] - largest));
        double sum = DoubleStream.of(exponentials).sum();
        Arrays.setAll(exponentials, i -> exponentials[i] / sum);
        return exponentials;
    }
}

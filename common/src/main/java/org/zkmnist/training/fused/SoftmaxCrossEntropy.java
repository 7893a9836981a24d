package org.zkmnist.training.fused;

import static org.zkmnist.training.fused.Shape.CLASSES;

/** Softmax cross-entropy of one image's logits, in double precision and with {@link StrictMath}: the same everywhere. */
final class SoftmaxCrossEntropy {
    private final double[] exponentials = new double[CLASSES];
    private double sum;

    /**
     * @param label the digit that the image shows
     * @return −log of the probability that softmax gives to the label
     */
    double loss(float[] logits, int label) {
        float largest = logits[0];
        for (int digit = 1; digit < CLASSES; digit++) {
            largest = Math.max(largest, logits[digit]);
        }
        sum = 0;
        for (int digit = 0; digit < CLASSES; digit++) {
            exponentials[digit] = StrictMath.exp((double) logits[digit] - largest);
            sum += exponentials[digit];
        }
        return StrictMath.log(sum) - ((double) logits[label] - largest);
    }

    /**
     * After {@link #loss}: gradient of {@code scale} times that loss at the logits, which is {@code scale} times
     * (probability − 1 for the label, 0 for the others).
     */
    void gradient(int label, double scale, float[] out) {
        for (int digit = 0; digit < CLASSES; digit++) {
            double target = digit == label ? 1 : 0;
            out[digit] = (float) ((exponentials[digit] / sum - target) * scale);
        }
    }
}

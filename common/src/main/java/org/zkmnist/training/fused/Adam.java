package org.zkmnist.training.fused;

/**
 * The Adam optimiser (Kingma and Ba, 2015, algorithm 1), as PyTorch computes it: both moments corrected for their start
 * at zero, and epsilon added after the correction.
 */
final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final double learningRate;
    private final float[] mean;
    private final float[] variance;
    private double beta1Power = 1;
    private double beta2Power = 1;
    private float stepSize;
    private float inverseRoot;

    Adam(int parameters, double learningRate) {
        this.learningRate = learningRate;
        this.mean = new float[parameters];
        this.variance = new float[parameters];
    }

    /** To be called once before the parameters, in any division, are given to {@link #update}. */
    void nextStep() {
        beta1Power *= BETA1;
        beta2Power *= BETA2;
        stepSize = (float) (learningRate / (1 - beta1Power));
        inverseRoot = (float) (1 / StrictMath.sqrt(1 - beta2Power));
    }

    /** Moves the parameters from index {@code from} to before {@code to} against their gradient. */
    void update(float[] parameters, float[] gradient, int from, int to) {
        update(parameters, mean, variance, gradient, from, to, stepSize, inverseRoot);
    }

    // Math.sqrt is correctly rounded, and so is its rounding to float: a single-precision square root.
    private static void update(
            float[] p, float[] m, float[] v, float[] gradient, int from, int to, float stepSize, float inverseRoot) {
        for (int j = from; j < to; j++) {
            float g = gradient[j];
            float mean = m[j] + (float) (1 - BETA1) * (g - m[j]);
            float variance = v[j] * (float) BETA2 + ((float) (1 - BETA2) * g) * g;
            m[j] = mean;
            v[j] = variance;
            p[j] = p[j] - stepSize * (mean / ((float) Math.sqrt(variance) * inverseRoot + EPSILON));
        }
    }
}

package org.zkmnist.model;

import java.util.Random;
import java.util.SplittableRandom;
import org.zkmnist.dataset.LabelledImages;

/** Made-up parameters and images that differ in every place, so that a wrong order cannot go unnoticed. */
public final class Samples {
    private Samples() {}

    /** Initial parameters three times as large as usual, so that the answers differ clearly from image to image. */
    public static Parameters parameters(long seed) {
        float[] values = Parameters.initial(seed).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 3;
        }
        return Parameters.of(values);
    }

    /** Images of a few bright blobs with labels from 0 to 9. */
    public static LabelledImages images(long seed, int count) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * LabelledImages.PIXELS];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) random.nextInt(10);
            for (int blob = 0; blob < 6; blob++) {
                int top = random.nextInt(22);
                int left = random.nextInt(22);
                for (int i = 0; i < 36; i++) {
                    int pixel = (top + i / 6) * LabelledImages.SIDE + left + i % 6;
                    pixels[image * LabelledImages.PIXELS + pixel] = (byte) random.nextInt(60, 256);
                }
            }
        }
        return new LabelledImages(pixels, labels);
    }

    /** Finite floats of every magnitude, with negative zero and subnormal numbers among them. */
    public static Parameters anyBits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Parameters.COUNT];
        for (int i = 0; i < values.length; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            values[i] = Float.isFinite(value) ? value : -0f;
        }
        values[0] = -0f;
        values[Parameters.COUNT - 1] = Float.MIN_VALUE;
        return Parameters.of(values);
    }
}

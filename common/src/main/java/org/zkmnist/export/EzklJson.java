package org.zkmnist.export;

import java.nio.charset.StandardCharsets;
import org.zkmnist.dataset.LabelledImages;

/**
 * Makes the JSON files that EZKL takes as input and as calibration data, byte for byte as the original modeller wrote
 * them with Python's {@code json.dump}.
 *
 * <p>Pixels are not rounded: each is the float32 value/255, widened to a double and written in its shortest form.
 */
public final class EzklJson {
    private EzklJson() {}

    /**
     * Content of {@code input.json}: one image to classify, {@code {"input_data": [[784 numbers]]}}.
     *
     * @param image index within {@code images}, from 0
     * @throws IllegalArgumentException if there is no such image
     */
    public static byte[] input(LabelledImages images, int image) {
        requireImage(images, image);
        return withRow(pixels(images, image, 1));
    }

    /**
     * Content of {@code cal_data.json}: the first images one after the other <em>in a single row</em>, because EZKL takes
     * each row for another input of the network and ignores all rows but the first.
     *
     * @param count how many images, at least 1
     * @throws IllegalArgumentException if there are not so many images
     */
    public static byte[] calibration(LabelledImages images, int count) {
        requireCount(images, count);
        return withRow(pixels(images, 0, count));
    }

    /**
     * Content of an {@code input.json} for any image, for instance one that a person has drawn.
     *
     * @param pixels 784 values row by row, 0 (background) to 1 (ink)
     * @throws IllegalArgumentException if there are not 784 of them or one lies outside of 0 to 1
     */
    public static byte[] input(float[] pixels) {
        if (pixels.length != LabelledImages.PIXELS) {
            throw new IllegalArgumentException("expected " + LabelledImages.PIXELS + " pixels, found " + pixels.length);
        }
        for (int i = 0; i < pixels.length; i++) {
            if (!(pixels[i] >= 0 && pixels[i] <= 1)) {
                throw new IllegalArgumentException("pixel " + i + " is " + pixels[i] + ", expected 0 to 1");
            }
        }
        return withRow(pixels);
    }

    /**
     * Finds out whether the choices can be followed, before anything is made of them.
     *
     * @throws IllegalArgumentException if they ask for images that there are not
     */
    public static void requireImages(LabelledImages images, ExportChoices choices) {
        requireImage(images, choices.inputImage());
        requireCount(images, choices.calibrationImages());
    }

    private static void requireImage(LabelledImages images, int image) {
        if (image < 0 || image >= images.count()) {
            throw new IllegalArgumentException("--input-image is " + image + ", expected 0 to " + (images.count() - 1)
                    + ": there are " + images.count() + " training images");
        }
    }

    private static void requireCount(LabelledImages images, int count) {
        if (count < 1 || count > images.count()) {
            throw new IllegalArgumentException("--calibration-images is " + count + ", expected 1 to " + images.count()
                    + ": there are " + images.count() + " training images");
        }
    }

    private static float[] pixels(LabelledImages images, int first, int count) {
        float[] pixels = new float[count * LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.unrounded(first + i / LabelledImages.PIXELS, i % LabelledImages.PIXELS);
        }
        return pixels;
    }

    private static byte[] withRow(float[] row) {
        StringBuilder json = new StringBuilder("{\"input_data\": [[");
        for (int i = 0; i < row.length; i++) {
            json.append(i == 0 ? "" : ", ").append(PythonFloat.repr(row[i]));
        }
        return json.append("]]}").toString().getBytes(StandardCharsets.US_ASCII);
    }
}

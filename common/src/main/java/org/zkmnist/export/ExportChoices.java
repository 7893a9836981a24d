package org.zkmnist.export;

/**
 * Which training images the JSON files hold.
 *
 * @param inputImage index of the image in {@code input.json}, from 0
 * @param calibrationImages how many of the first images {@code cal_data.json} holds, at least 1
 */
public record ExportChoices(int inputImage, int calibrationImages) {
    public ExportChoices {
        if (inputImage < 0) {
            throw new IllegalArgumentException("--input-image is " + inputImage + ", expected 0 or more");
        }
        if (calibrationImages < 1) {
            throw new IllegalArgumentException("--calibration-images is " + calibrationImages + ", expected 1 or more");
        }
    }

    /** What the original modeller exports: the first image as input, the first 15 for calibration. */
    public static ExportChoices standard() {
        return new ExportChoices(0, 15);
    }
}

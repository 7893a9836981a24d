package org.zkmnist.model;

import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.zkmnist.dataset.LabelledImages;

/**
 * Neighbouring images with their labels as DL4J takes them: features {@code [count, 784]}, labels one-hot {@code
 * [count, 10]}, both float32 in native memory until {@link #close}.
 */
public final class ImageBatch implements AutoCloseable {
    private static final int DIGITS = 10;

    private final DataSet dataSet;

    private ImageBatch(float[] pixels, float[] oneHot, int count) {
        dataSet = new DataSet(
                Nd4j.create(pixels, new long[] {count, LabelledImages.PIXELS}, 'c'),
                Nd4j.create(oneHot, new long[] {count, DIGITS}, 'c'));
    }

    /** Images with their pixels rounded to 0 or 1, as for training and testing. */
    public static ImageBatch rounded(LabelledImages images, int firstImage, int count) {
        float[] pixels = new float[count * LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.rounded(firstImage + i / LabelledImages.PIXELS, i % LabelledImages.PIXELS) ? 1 : 0;
        }
        return new ImageBatch(pixels, oneHot(images, firstImage, count), count);
    }

    /** Images with grey values from 0 to 1, as the exported input has them. */
    public static ImageBatch unrounded(LabelledImages images, int firstImage, int count) {
        float[] pixels = new float[count * LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.unrounded(firstImage + i / LabelledImages.PIXELS, i % LabelledImages.PIXELS);
        }
        return new ImageBatch(pixels, oneHot(images, firstImage, count), count);
    }

    private static float[] oneHot(LabelledImages images, int firstImage, int count) {
        float[] oneHot = new float[count * DIGITS];
        for (int image = 0; image < count; image++) {
            oneHot[image * DIGITS + images.label(firstImage + image)] = 1;
        }
        return oneHot;
    }

    /** The batch itself; not to be used after {@link #close}. */
    public DataSet dataSet() {
        return dataSet;
    }

    @Override
    public void close() {
        dataSet.getFeatures().close();
        dataSet.getLabels().close();
    }
}

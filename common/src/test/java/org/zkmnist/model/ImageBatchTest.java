package org.zkmnist.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.zkmnist.dataset.LabelledImages;

class ImageBatchTest {
    private static final LabelledImages IMAGES = Samples.images(9, 6);

    @Test
    void pixelsAndLabelsAreThoseOfTheImages() {
        try (ImageBatch rounded = ImageBatch.rounded(IMAGES, 2, 3);
                ImageBatch grey = ImageBatch.unrounded(IMAGES, 2, 3)) {
            float[][] ones = rounded.dataSet().getFeatures().toFloatMatrix();
            float[][] greys = grey.dataSet().getFeatures().toFloatMatrix();
            float[][] labels = rounded.dataSet().getLabels().toFloatMatrix();
            assertThat(grey.dataSet().getLabels().toFloatMatrix()).isDeepEqualTo(labels);
            for (int image = 0; image < 3; image++) {
                for (int pixel = 0; pixel < LabelledImages.PIXELS; pixel++) {
                    assertThat(greys[image][pixel]).isEqualTo(IMAGES.unrounded(2 + image, pixel));
                    assertThat(ones[image][pixel]).isEqualTo(Math.round(IMAGES.unrounded(2 + image, pixel)));
                }
                for (int digit = 0; digit < 10; digit++) {
                    assertThat(labels[image][digit]).isEqualTo(IMAGES.label(2 + image) == digit ? 1 : 0);
                }
            }
        }
    }

    @Test
    void closingGivesTheNativeMemoryBack() {
        ImageBatch batch = ImageBatch.rounded(IMAGES, 0, 6);
        DataSet dataSet = batch.dataSet();
        batch.close();
        assertThat(dataSet.getFeatures().wasClosed()).isTrue();
        assertThat(dataSet.getLabels().wasClosed()).isTrue();
    }
}

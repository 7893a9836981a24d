package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.zkmnist.dataset.LabelledImages;

class EzklJsonTest {
    private final LabelledImages images = ExportSamples.images(1, 20);

    @Test
    void inputIsWrittenAsPythonsJsonDumpWritesIt() {
        byte[] pixels = new byte[LabelledImages.PIXELS];
        pixels[1] = 3;
        pixels[783] = (byte) 255;
        LabelledImages single = new LabelledImages(pixels, new byte[1]);

        String json = text(EzklJson.input(single, 0));

        assertThat(json)
                .startsWith("{\"input_data\": [[0.0, 0.0117647061124444, 0.0, ")
                .endsWith(", 0.0, 1.0]]}")
                .hasSize("{\"input_data\": [[]]}".length() + 783 * 3 + "0.0117647061124444".length() + 783 * 2);
    }

    @Test
    void inputHoldsTheChosenImage() throws IOException {
        JsonNode rows = rows(EzklJson.input(images, 7));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).hasSize(784);
        for (int pixel = 0; pixel < LabelledImages.PIXELS; pixel++) {
            assertThat(rows.get(0).get(pixel).doubleValue()).isEqualTo(images.unrounded(7, pixel));
        }
    }

    @Test
    void calibrationHoldsTheFirstImagesInOneRow() throws IOException {
        JsonNode rows = rows(EzklJson.calibration(images, 15));

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).hasSize(15 * 784);
        for (int i = 0; i < 15 * LabelledImages.PIXELS; i++) {
            assertThat(rows.get(0).get(i).doubleValue()).isEqualTo(images.unrounded(i / 784, i % 784));
        }
    }

    @Test
    void calibrationWithOneImageIsTheInputOfTheFirst() {
        assertThat(EzklJson.calibration(images, 1)).isEqualTo(EzklJson.input(images, 0));
    }

    @Test
    void imagesThatThereAreNotAreRefused() {
        assertThatThrownBy(() -> EzklJson.input(images, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--input-image is 20, expected 0 to 19: there are 20 training images");
        assertThatThrownBy(() -> EzklJson.input(images, -1)).hasMessageStartingWith("--input-image is -1, ");
        assertThatThrownBy(() -> EzklJson.calibration(images, 21))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--calibration-images is 21, expected 1 to 20: there are 20 training images");
        assertThatThrownBy(() -> EzklJson.calibration(images, 0)).hasMessageStartingWith("--calibration-images is 0, ");
        assertThatThrownBy(() -> new ExportChoices(-1, 15)).hasMessage("--input-image is -1, expected 0 or more");
        assertThatThrownBy(() -> new ExportChoices(0, 0)).hasMessage("--calibration-images is 0, expected 1 or more");
    }

    @Property(tries = 50)
    void drawnPixelsReadBackAsTheSameFloats(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }

        JsonNode row = rows(EzklJson.input(pixels)).get(0);

        for (int i = 0; i < pixels.length; i++) {
            assertThat(row.get(i).floatValue()).isEqualTo(pixels[i]);
        }
    }

    @Test
    void drawnPixelsOfAnotherNumberOrRangeAreRefused() {
        assertThatThrownBy(() -> EzklJson.input(new float[783])).hasMessage("expected 784 pixels, found 783");
        float[] pixels = new float[784];
        pixels[5] = 255;
        assertThatThrownBy(() -> EzklJson.input(pixels)).hasMessage("pixel 5 is 255.0, expected 0 to 1");
        pixels[5] = Float.NaN;
        assertThatThrownBy(() -> EzklJson.input(pixels)).hasMessage("pixel 5 is NaN, expected 0 to 1");
    }

    private static JsonNode rows(byte[] json) throws IOException {
        return new ObjectMapper().readTree(json).get("input_data");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.US_ASCII);
    }
}

package org.zkmnist.auto.digit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ModelKind;
import org.zkmnist.training.Classification;

/** Writes the JSON that clients get; keys are part of the service's contract. */
final class Answers {
    private static final int USUAL_LENGTH = 8192;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    @FunctionalInterface
    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Answers() {}

    /** What the networks say about a digit; null for one that is not there yet. */
    static byte[] classified(Digit digit, Map<ModelKind, Classification> classifications) {
        return object(json -> {
            json.writeArrayFieldStart("pixels");
            for (float pixel : digit.pixels()) {
                json.writeNumber(pixel);
            }
            json.writeEndArray();
            for (ModelKind kind : ModelKind.values()) {
                json.writeFieldName(kind.label());
                write(json, classifications.get(kind));
            }
            if (digit.drawing().isPresent()) {
                Digit.Drawing drawing = digit.drawing().get();
                json.writeObjectFieldStart("drawing");
                json.writeNumberField("width", drawing.width());
                json.writeNumberField("height", drawing.height());
                json.writeStringField("background", drawing.background().label());
                json.writeEndObject();
            }
        });
    }

    private static void write(JsonGenerator json, Classification classification) throws IOException {
        if (classification == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeNumberField("digit", classification.digit());
        json.writeArrayFieldStart("logits");
        for (float logit : classification.logits()) {
            json.writeNumber(logit);
        }
        json.writeEndArray();
        json.writeFieldName("probabilities");
        json.writeArray(classification.probabilities(), 0, classification.probabilities().length);
        json.writeEndObject();
    }

    /** One image of the dataset. */
    static byte[] image(ImageName name, LabelledImages images) {
        return object(json -> {
            json.writeStringField("set", name.set());
            json.writeNumberField("index", name.index());
            json.writeNumberField("label", images.label(name.index()));
            writePixels(json, images, name.index());
        });
    }

    /** A part of the disagreements and the number of them all. */
    static byte[] disagreements(Disagreements.Found found, List<Disagreements.Disagreement> part) {
        LabelledImages images = found.images();
        return object(json -> {
            json.writeNumberField("total", found.list().size());
            json.writeArrayFieldStart("images");
            for (Disagreements.Disagreement disagreement : part) {
                json.writeStartObject();
                json.writeNumberField("index", disagreement.index());
                json.writeNumberField("label", images.label(disagreement.index()));
                json.writeNumberField("good", images.label(disagreement.index()));
                json.writeNumberField("bad", disagreement.bad());
                writePixels(json, images, disagreement.index());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void writePixels(JsonGenerator json, LabelledImages images, int image) throws IOException {
        json.writeArrayFieldStart("pixels");
        int first = image * LabelledImages.PIXELS;
        for (int pixel = 0; pixel < LabelledImages.PIXELS; pixel++) {
            json.writeNumber(images.pixels()[first + pixel] & 0xFF);
        }
        json.writeEndArray();
    }

    private static byte[] object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}

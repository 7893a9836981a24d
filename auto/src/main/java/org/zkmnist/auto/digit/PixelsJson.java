package org.zkmnist.auto.digit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.regex.Pattern;
import org.zkmnist.dataset.LabelledImages;

/** Reads {@code {"pixels": [784 numbers]}}, number by number, without building a tree of it. */
final class PixelsJson {
    private static final String EXPECTED = "{\"pixels\": [784 numbers from 0 to 1]}";

    /** NaN and Infinity are no JSON; they are let through the parser so that the refusal can say where they stand. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** What the parser adds for those who program it. */
    private static final Pattern PARSER_TALK = Pattern.compile("(: was expecting| \\(start marker).*", Pattern.DOTALL);

    private PixelsJson() {}

    /** @throws Refusal if it is anything else */
    static float[] parse(byte[] content) throws Refusal {
        try (JsonParser parser = JSON.createParser(content)) {
            float[] pixels = object(parser);
            if (parser.nextToken() != null) {
                throw Refusal.badRequest("there is more after the object" + at(parser.currentTokenLocation())
                        + "; expected " + EXPECTED + " and nothing else");
            }
            return pixels;
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("the body is not JSON" + at(e.getLocation()) + ": "
                    + OneLine.of(PARSER_TALK.matcher(e.getOriginalMessage()).replaceFirst("")));
        } catch (IOException e) {
            // Nothing is read but memory: what fails is the decoding of UTF-8, UTF-16 or UTF-32.
            throw Refusal.badRequest("the body is not JSON: " + OneLine.of(String.valueOf(e.getMessage())));
        }
    }

    private static float[] object(JsonParser parser) throws IOException, Refusal {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.badRequest("the body is " + found(parser) + "; expected " + EXPECTED);
        }
        float[] pixels = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!name.equals("pixels")) {
                throw Refusal.badRequest("\"" + OneLine.of(name) + "\"" + at(parser.currentTokenLocation())
                        + " is not known; expected " + EXPECTED);
            }
            if (pixels != null) {
                throw Refusal.badRequest("\"pixels\" stands there twice, again" + at(parser.currentTokenLocation())
                        + "; expected it once");
            }
            pixels = array(parser);
        }
        if (pixels == null) {
            throw Refusal.badRequest("\"pixels\" is missing; expected " + EXPECTED);
        }
        return pixels;
    }

    private static float[] array(JsonParser parser) throws IOException, Refusal {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Refusal.badRequest(
                    "\"pixels\" is " + found(parser) + "; expected an array of " + LabelledImages.PIXELS + " numbers");
        }
        float[] pixels = new float[LabelledImages.PIXELS];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            float pixel = pixel(parser, count);
            if (count == pixels.length) {
                throw Refusal.badRequest("\"pixels\" has more than " + pixels.length + " numbers; expected "
                        + pixels.length + ", 28 rows of 28");
            }
            pixels[count++] = pixel;
        }
        if (count < pixels.length) {
            throw Refusal.badRequest(
                    "\"pixels\" has " + count + " numbers; expected " + pixels.length + ", 28 rows of 28");
        }
        return pixels;
    }

    private static float pixel(JsonParser parser, int index) throws IOException, Refusal {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isNumeric()) {
            throw Refusal.badRequest("pixels[" + index + "] is " + found(parser) + "; expected a number from 0 to 1");
        }
        double value = parser.getDoubleValue();
        if (!(value >= 0 && value <= 1)) {
            throw Refusal.badRequest(
                    "pixels[" + index + "] is " + OneLine.of(parser.getText()) + "; expected a number from 0 to 1");
        }
        // Adding zero makes 0 of −0, which would look odd in an input.json.
        return (float) value + 0f;
    }

    private static String found(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "empty";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            default -> OneLine.of(parser.getText());
        };
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}

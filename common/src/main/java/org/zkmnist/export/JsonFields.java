package org.zkmnist.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One object of a JSON file, whose keys are asked for with a type; a message about a key says where in the file it is. */
final class JsonFields {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_QUOTE = 60;

    private final JsonNode object;
    private final String file;
    private final String path;

    private JsonFields(JsonNode object, String file, String path) {
        this.object = object;
        this.file = file;
        this.path = path;
    }

    /** @param file name for messages */
    static JsonFields of(JsonNode root, String file) throws InvalidManifestException {
        if (!root.isObject()) {
            throw new InvalidManifestException(file + " holds no JSON object");
        }
        return new JsonFields(root, file, "");
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    JsonFields object(String key) throws InvalidManifestException {
        return objectOrNull(key).orElseThrow(() -> invalid(key, "is null, expected an object"));
    }

    /** @return empty if the value is null */
    Optional<JsonFields> objectOrNull(String key) throws InvalidManifestException {
        JsonNode value = value(key);
        if (value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(new JsonFields(expect(value.isObject(), key, "an object"), file, path + key + "."));
    }

    List<JsonFields> objects(String key) throws InvalidManifestException {
        JsonNode array = expect(value(key).isArray(), key, "an array");
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : array) {
            String name = key + "[" + objects.size() + "]";
            if (!element.isObject()) {
                throw invalid(name, "is " + quote(element) + ", expected an object");
            }
            objects.add(new JsonFields(element, file, path + name + "."));
        }
        return objects;
    }

    String text(String key) throws InvalidManifestException {
        return expect(value(key).isTextual(), key, "a text").textValue();
    }

    /** A SHA-256 in lower-case hexadecimal. */
    String digest(String key) throws InvalidManifestException {
        JsonNode value = value(key);
        boolean isDigest =
                value.isTextual() && DIGEST.matcher(value.textValue()).matches();
        return expect(isDigest, key, "a SHA-256 of 64 hexadecimal digits").textValue();
    }

    int integer(String key, int least) throws InvalidManifestException {
        JsonNode value = value(key);
        boolean inRange = value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= least;
        return expect(inRange, key, "an integer of " + least + " or more").intValue();
    }

    long longInteger(String key) throws InvalidManifestException {
        JsonNode value = value(key);
        return expect(value.isIntegralNumber() && value.canConvertToLong(), key, "an integer of 64 bits")
                .longValue();
    }

    double number(String key) throws InvalidManifestException {
        JsonNode value = value(key);
        return expect(value.isNumber() && Double.isFinite(value.doubleValue()), key, "a number")
                .doubleValue();
    }

    /** A number from 0 to 1. */
    double share(String key) throws InvalidManifestException {
        double value = number(key);
        expect(value >= 0 && value <= 1, key, "a number from 0 to 1");
        return value;
    }

    /** A square matrix of numbers of things. */
    List<List<Integer>> counts(String key, int side) throws InvalidManifestException {
        JsonNode rows = value(key);
        String expected = side + " arrays of " + side + " integers of 0 or more";
        expect(rows.isArray() && rows.size() == side, key, expected);
        List<List<Integer>> counts = new ArrayList<>();
        for (JsonNode row : rows) {
            expect(row.isArray() && row.size() == side, key, expected);
            List<Integer> numbers = new ArrayList<>();
            for (JsonNode number : row) {
                expect(number.isInt() && number.intValue() >= 0, key, expected);
                numbers.add(number.intValue());
            }
            counts.add(numbers);
        }
        return counts;
    }

    /** Says what is wrong with this object as a whole. */
    InvalidManifestException invalid(String problem) {
        return new InvalidManifestException(
                file + ": " + oneLine(path.substring(0, path.length() - 1)) + ": " + problem);
    }

    InvalidManifestException invalid(String key, String problem) {
        return new InvalidManifestException(file + ": " + oneLine(path + key) + " " + problem);
    }

    private JsonNode value(String key) throws InvalidManifestException {
        JsonNode value = object.get(key);
        if (value == null) {
            throw invalid(key, "is missing");
        }
        return value;
    }

    private JsonNode expect(boolean fulfilled, String key, String expected) throws InvalidManifestException {
        JsonNode value = value(key);
        if (!fulfilled) {
            throw invalid(key, "is " + quote(value) + ", expected " + expected);
        }
        return value;
    }

    /** Keys are as free as values: a line break in one must not break the message. */
    private static String oneLine(String keys) {
        return keys.replaceAll("\\p{Cntrl}", "?");
    }

    private static String quote(JsonNode value) {
        String json = value.toString();
        return json.length() <= LONGEST_QUOTE ? json : json.substring(0, LONGEST_QUOTE) + "…";
    }
}

package org.zkmnist.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Checks that {@code configuration.json} of a saved DL4J model describes the network of {@link LeNet}.
 *
 * <p>The file is only compared, never given to DL4J, which would make objects of the classes that it names. What has no
 * influence on the network's answers (optimiser, initialisation, layer names, workspaces) may differ.
 */
final class Dl4jConfiguration {
    /** LeNet's is 11 kB. */
    private static final int MOST_BYTES = 1 << 18;

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode EXPECTED = expected();

    private Dl4jConfiguration() {}

    /** @throws InvalidModelException if a part that matters is missing or different; the message names it */
    static void requireLeNet(byte[] file, String name) throws InvalidModelException {
        if (file.length > MOST_BYTES) {
            throw new InvalidModelException(
                    name + ": configuration.json has " + file.length + " bytes, expected at most " + MOST_BYTES);
        }
        JsonNode found;
        try {
            found = JSON.readTree(file);
        } catch (JsonProcessingException e) {
            throw new InvalidModelException(
                    name + ": configuration.json is not readable (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new InvalidModelException(name + ": configuration.json is not readable", e);
        }
        require(EXPECTED, found, "", name);
    }

    /** Objects must have the expected fields and may have more; everything else must be equal. */
    private static void require(JsonNode expected, JsonNode found, String path, String name)
            throws InvalidModelException {
        if (expected.isObject() && found.isObject()) {
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                require(field.getValue(), found.path(field.getKey()), path + "/" + field.getKey(), name);
            }
        } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
            for (int i = 0; i < expected.size(); i++) {
                require(expected.get(i), found.get(i), path + "/" + i, name);
            }
        } else if (!expected.equals(found)) {
            throw new InvalidModelException(
                    name + ": is another network than LeNet: its configuration.json differs at " + path);
        }
    }

    private static JsonNode expected() {
        try (InputStream in = Dl4jConfiguration.class.getResourceAsStream("lenet-configuration.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

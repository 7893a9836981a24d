package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zkmnist.model.Origin;

/** What the reader refuses, the published JSON Schema refuses as well. */
class BrokenManifestTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SCHEMA = Path.of("..", "docs", "manifest.schema.json");
    private static JsonSchema schema;

    @TempDir
    private Path directory;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream in = Files.newInputStream(SCHEMA)) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    @Test
    void aProducedManifestFollowsTheSchema() throws IOException {
        assertThat(schema.validate(valid())).isEmpty();
    }

    @Test
    void everyKeyIsDescribedInTheSchema() throws IOException {
        assertDescribed(MAPPER.readTree(SCHEMA.toFile()));
    }

    @Test
    void keysOfLaterVersionsAreSkipped() throws IOException {
        ObjectNode manifest = valid();
        manifest.put("later", 1);
        ((ObjectNode) manifest.at("/models/good/recipe")).put("momentum", "none");

        assertThat(Manifest.read(write(manifest))).isEqualTo(ManifestTest.manifest(Origin.TRAINED));
        assertThat(schema.validate(manifest)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/schemaVersion                        | 2              | schemaVersion is 2, expected 1: it was written by another version of the product",
                "/product/name                         | 7              | product.name is 7, expected a text",
                "/product                              | []             | product is [], expected an object",
                "/models                               | null           | models is null, expected an object",
                "/models/good/origin                   | \"found\"      | models.good.origin is \"found\", expected one of [trained, cache, upstream pickle, DL4J model]",
                "/models/good/recipe/seed              | \"1\"          | models.good.recipe.seed is \"1\", expected an integer of 64 bits",
                "/models/good/recipe/seed              | 9223372036854775808 | models.good.recipe.seed is 9223372036854775808, expected an integer of 64 bits",
                "/models/good/recipe/epochs            | 0              | models.good.recipe.epochs is 0, expected an integer of 1 or more",
                "/models/bad/recipe/batchSize          | 1.5            | models.bad.recipe.batchSize is 1.5, expected an integer of 1 or more",
                "/models/bad/recipe/learningRate       | -1             | models.bad.recipe: learning rate is -1.0, expected a positive number",
                "/models/bad/recipe                    | null           | models.bad: the history has 1 epochs, expected none without a recipe",
                "/models/bad/parametersDigest          | \"ABC\"        | models.bad.parametersDigest is \"ABC\", expected a SHA-256 of 64 hexadecimal digits",
                "/models/bad/history                   | {}             | models.bad.history is {}, expected an array",
                "/models/bad/history/0                 | 1              | models.bad.history[0] is 1, expected an object",
                "/models/good/history/1/testAccuracy   | 97.9           | models.good.history[1].testAccuracy is 97.9, expected a number from 0 to 1",
                "/models/good/history/1/trainingLoss   | \"small\"      | models.good.history[1].trainingLoss is \"small\", expected a number",
                "/models/good/evaluation/rounded/confusion   | [[1]]    | models.good.evaluation.rounded.confusion is [[1]], expected 10 arrays of 10 integers of 0 or more",
                "/models/good/evaluation/rounded/accuracy    | -0.1     | models.good.evaluation.rounded.accuracy is -0.1, expected a number from 0 to 1",
                "/dataset/trainingImages               | 0              | dataset.trainingImages is 0, expected an integer of 1 or more",
                "/dataset/files/train-labels-idx1-ubyte | null          | dataset.files.train-labels-idx1-ubyte is null, expected a SHA-256 of 64 hexadecimal digits",
                "/export/inputImage                    | -1             | export.inputImage is -1, expected an integer of 0 or more",
                "/export/calibrationImages             | 15.5           | export.calibrationImages is 15.5, expected an integer of 1 or more",
                "/artifacts/input.json/size            | true           | artifacts.input.json.size is true, expected an integer of 0 or more",
            })
    void aWrongValueIsRefusedByItsKey(String pointer, String value, String message) throws IOException {
        ObjectNode manifest = valid();
        set(manifest, pointer, MAPPER.readTree(value));
        Path file = write(manifest);

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(file + ": " + message);
        assertThat(schema.validate(manifest)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', schemaVersion",
        "'', product",
        "'', dataset",
        "'', export",
        "'', models",
        "'', artifacts",
        "/product, version",
        "/dataset, files",
        "/export, inputImage",
        "/models, bad",
        "/models/good, recipe",
        "/models/good, history",
        "/models/good, evaluation",
        "/models/good/evaluation, unrounded",
        "/models/good/evaluation/unrounded, meanLoss",
        "/models/good/recipe, engine",
        "/models/good/history/0, parametersDigest",
        "/artifacts, cal_data.json",
        "/artifacts/cal_data.json, sha256",
    })
    void aMissingKeyIsNamed(String parent, String key) throws IOException {
        ObjectNode manifest = valid();
        ((ObjectNode) manifest.at(parent)).remove(key);
        Path file = write(manifest);
        String path =
                (parent + "/" + key).substring(1).replaceAll("/(\\d)", "[$1]").replace('/', '.');

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(file + ": " + path + " is missing");
        assertThat(schema.validate(manifest)).isNotEmpty();
    }

    @Test
    void whatIsNotAJsonObjectIsRefusedInOneLine() throws IOException {
        assertRefused("", " holds no JSON object");
        assertRefused("[]", " holds no JSON object");
        assertRefused("<html>\n</html>", " is not JSON in line 1: Unexpected character");
        assertRefused("{\n\"a\":", " is not JSON in line 2: Unexpected end-of-input");
        assertRefused("{\"a\": 1, \"a\": 2}", " is not JSON in line 1: Duplicate field 'a'");
        assertRefused("{} {}", " is not JSON in line 1: Trailing token");
        assertRefused("[".repeat(100_000), " is not JSON");
    }

    @Test
    void aLineBreakInAKeyDoesNotBreakTheMessage() throws IOException {
        ObjectNode manifest = valid();
        ((ObjectNode) manifest.at("/dataset/files")).put("a\nb", 1);
        Path file = write(manifest);

        assertThatThrownBy(() -> Manifest.read(file)).hasMessageContaining(": dataset.files.a?b is 1, expected");
    }

    @Test
    void aHugeFileIsRefusedUnread() throws IOException {
        Path file = Files.write(directory.resolve("manifest.json"), new byte[(4 << 20) + 1]);

        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(file + " is not a manifest: it is larger than 4194304 bytes");
    }

    @Test
    void aMissingFileIsNoBrokenManifest() {
        assertThatThrownBy(() -> Manifest.read(directory.resolve("manifest.json")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("manifest.json"), content, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Manifest.read(file))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessageStartingWith(file + message)
                .hasMessageNotContaining("\n");
    }

    private static ObjectNode valid() throws IOException {
        return (ObjectNode)
                MAPPER.readTree(ManifestTest.manifest(Origin.TRAINED).toJson());
    }

    private Path write(JsonNode manifest) throws IOException {
        return Files.write(directory.resolve("manifest.json"), MAPPER.writeValueAsBytes(manifest));
    }

    private static void set(ObjectNode root, String pointer, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, slash));
        String key = pointer.substring(slash + 1);
        assertThat(parent.isMissingNode()).isFalse();
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(key), value);
        } else {
            ((ObjectNode) parent).set(key, value);
        }
    }

    private static void assertDescribed(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        // inside of "then" and "else" properties are only narrowed
        if (schema.has("description")) {
            properties
                    .properties()
                    .forEach(property -> assertThat(property.getValue().has("description")
                                    || property.getValue().has("$ref"))
                            .as(property.getKey())
                            .isTrue());
        }
        schema.forEach(BrokenManifestTest::assertDescribed);
    }
}

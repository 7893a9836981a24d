package org.zkmnist.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;

/** Turns a {@link Manifest} into JSON that is the same bytes on every machine. */
final class ManifestWriter {
    // The fast writer finds the shortest form of a double by itself; Double.toString gives others before Java 19.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private ManifestWriter() {}

    static byte[] write(Manifest manifest) {
        ObjectNode root = object();
        root.put("schemaVersion", Manifest.SCHEMA_VERSION);
        root.set("product", product(manifest.product()));
        root.set("dataset", dataset(manifest.dataset()));
        root.set("export", choices(manifest.choices()));
        ObjectNode models = root.putObject("models");
        manifest.models().forEach((kind, model) -> models.set(kind.label(), model(model)));
        ObjectNode artifacts = root.putObject("artifacts");
        manifest.artifacts().forEach((artifact, file) -> artifacts.set(artifact.fileName(), file(file)));
        try {
            String json = MAPPER.writer(printer()).writeValueAsString(root) + "\n";
            return json.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts can always be written", e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        // Jackson would take the line ends of the operating system.
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(indenter);
        return printer;
    }

    private static ObjectNode product(Product product) {
        return object().put("name", product.name()).put("version", product.version());
    }

    private static ObjectNode dataset(DatasetProvenance dataset) {
        ObjectNode node =
                object().put("trainingImages", dataset.trainingImages()).put("testImages", dataset.testImages());
        ObjectNode files = node.putObject("files");
        dataset.digests().forEach(files::put);
        return node;
    }

    private static ObjectNode choices(ExportChoices choices) {
        return object().put("inputImage", choices.inputImage()).put("calibrationImages", choices.calibrationImages());
    }

    private static ObjectNode file(ArtifactFile file) {
        return object().put("size", file.size()).put("sha256", file.sha256());
    }

    private static ObjectNode model(ModelProvenance model) {
        ObjectNode node =
                object().put("origin", model.origin().label()).put("parametersDigest", model.parametersDigest());
        node.set("recipe", model.recipe().map(ManifestWriter::recipe).orElse(null));
        node.putObject("evaluation")
                .<ObjectNode>set("rounded", evaluation(model.rounded()))
                .set("unrounded", evaluation(model.unrounded()));
        node.set("history", history(model.history()));
        return node;
    }

    private static ObjectNode recipe(Recipe recipe) {
        return object().put("seed", recipe.seed())
                .put("epochs", recipe.epochs())
                .put("batchSize", recipe.batchSize())
                .put("learningRate", recipe.learningRate())
                .put("engine", recipe.engine());
    }

    private static ObjectNode evaluation(Evaluation evaluation) {
        ObjectNode node = object().put("accuracy", evaluation.accuracy()).put("meanLoss", evaluation.meanLoss());
        ArrayNode rows = node.putArray("confusion");
        for (List<Integer> counts : evaluation.confusion()) {
            counts.forEach(rows.addArray()::add);
        }
        return node;
    }

    private static ArrayNode history(List<EpochReport> history) {
        ArrayNode epochs = JsonNodeFactory.instance.arrayNode();
        for (EpochReport report : history) {
            epochs.addObject()
                    .put("epoch", report.epoch())
                    .put("trainingLoss", report.trainingLoss())
                    .put("testLoss", report.testLoss())
                    .put("testAccuracy", report.testAccuracy())
                    .put("parametersDigest", report.parametersDigest());
        }
        return epochs;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}

package org.zkmnist.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;

/** Reads a {@link Manifest} that may be damaged or made by somebody else. */
final class ManifestReader {
    /** A thousand epochs take about 300 kB. */
    private static final int LARGEST = 4 << 20;

    private static final int DIGITS = 10;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ManifestReader() {}

    static Manifest read(Path file) throws IOException {
        byte[] json;
        try (InputStream in = Files.newInputStream(file)) {
            json = in.readNBytes(LARGEST + 1);
        }
        if (json.length > LARGEST) {
            throw new InvalidManifestException(file + " is not a manifest: it is larger than " + LARGEST + " bytes");
        }
        JsonFields root = JsonFields.of(parse(file, json), file.toString());
        int version = root.integer("schemaVersion", 1);
        if (version != Manifest.SCHEMA_VERSION) {
            throw new InvalidManifestException(file + ": schemaVersion is " + version + ", expected "
                    + Manifest.SCHEMA_VERSION + ": it was written by another version of the product");
        }
        return manifest(root);
    }

    private static JsonNode parse(Path file, byte[] json) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new InvalidManifestException(file + " is not JSON" + where + ": " + what, e);
        }
    }

    private static Manifest manifest(JsonFields root) throws InvalidManifestException {
        JsonFields product = root.object("product");
        JsonFields models = root.object("models");
        Map<ModelKind, ModelProvenance> modelByKind = new EnumMap<>(ModelKind.class);
        for (ModelKind kind : ModelKind.values()) {
            modelByKind.put(kind, model(models.object(kind.label())));
        }
        JsonFields artifacts = root.object("artifacts");
        Map<Artifact, ArtifactFile> fileByArtifact = new EnumMap<>(Artifact.class);
        for (Artifact artifact : Artifact.values()) {
            JsonFields file = artifacts.object(artifact.fileName());
            fileByArtifact.put(artifact, new ArtifactFile(file.integer("size", 0), file.digest("sha256")));
        }
        JsonFields export = root.object("export");
        return new Manifest(
                new Product(product.text("name"), product.text("version")),
                dataset(root.object("dataset")),
                modelByKind,
                new ExportChoices(export.integer("inputImage", 0), export.integer("calibrationImages", 1)),
                fileByArtifact);
    }

    private static DatasetProvenance dataset(JsonFields dataset) throws InvalidManifestException {
        JsonFields files = dataset.object("files");
        Map<String, String> digests = new TreeMap<>();
        for (String name : files.keys()) {
            digests.put(name, files.digest(name));
        }
        return new DatasetProvenance(
                dataset.integer("trainingImages", 1), dataset.integer("testImages", 1), new TreeMap<>(digests));
    }

    private static ModelProvenance model(JsonFields model) throws InvalidManifestException {
        JsonFields evaluation = model.object("evaluation");
        Optional<JsonFields> recipe = model.objectOrNull("recipe");
        List<EpochReport> history = new ArrayList<>();
        for (JsonFields epoch : model.objects("history")) {
            history.add(epoch(epoch));
        }
        try {
            return new ModelProvenance(
                    origin(model),
                    recipe.isPresent() ? Optional.of(recipe(recipe.get())) : Optional.empty(),
                    model.digest("parametersDigest"),
                    evaluation(evaluation.object("rounded")),
                    evaluation(evaluation.object("unrounded")),
                    history);
        } catch (IllegalArgumentException e) {
            throw model.invalid(e.getMessage());
        }
    }

    private static Origin origin(JsonFields model) throws InvalidManifestException {
        String label = model.text("origin");
        List<String> known = Arrays.stream(Origin.values()).map(Origin::label).toList();
        if (!known.contains(label)) {
            throw model.invalid("origin", "is \"" + label + "\", expected one of " + known);
        }
        return Origin.values()[known.indexOf(label)];
    }

    private static Recipe recipe(JsonFields recipe) throws InvalidManifestException {
        try {
            return new Recipe(
                    recipe.longInteger("seed"),
                    recipe.integer("epochs", 1),
                    recipe.integer("batchSize", 1),
                    recipe.number("learningRate"),
                    recipe.text("engine"));
        } catch (IllegalArgumentException e) {
            throw recipe.invalid(e.getMessage());
        }
    }

    private static EpochReport epoch(JsonFields epoch) throws InvalidManifestException {
        return new EpochReport(
                epoch.integer("epoch", 1),
                epoch.number("trainingLoss"),
                epoch.number("testLoss"),
                epoch.share("testAccuracy"),
                epoch.digest("parametersDigest"));
    }

    private static Evaluation evaluation(JsonFields evaluation) throws InvalidManifestException {
        return new Evaluation(
                evaluation.share("accuracy"), evaluation.number("meanLoss"), evaluation.counts("confusion", DIGITS));
    }
}

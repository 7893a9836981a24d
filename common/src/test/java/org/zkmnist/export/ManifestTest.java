package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;

class ManifestTest {
    @Test
    void whatIsWrittenIsReadBack(@TempDir Path directory) throws IOException {
        Manifest manifest = manifest(Origin.TRAINED);

        assertThat(Manifest.read(write(directory, manifest))).isEqualTo(manifest);
    }

    @Test
    void aModelWithoutRecipeIsReadBack(@TempDir Path directory) throws IOException {
        EnumMap<ModelKind, ModelProvenance> models =
                new EnumMap<>(manifest(Origin.CACHE).models());
        models.put(
                ModelKind.BAD,
                ModelProvenance.of(ExportSamples.evaluated(ExportSamples.upstreamModel(ModelKind.BAD, 9))));
        Manifest manifest = withModels(models);

        String json = new String(manifest.toJson(), StandardCharsets.UTF_8);

        assertThat(json).contains("\"recipe\": null").contains("\"origin\": \"upstream pickle\"");
        assertThat(Manifest.read(write(directory, manifest))).isEqualTo(manifest);
    }

    @Test
    void keysAreSortedAndLinesEndTheSameEverywhere() throws IOException {
        byte[] json = manifest(Origin.TRAINED).toJson();

        assertThat(new String(json, StandardCharsets.UTF_8))
                .startsWith("{\n  \"artifacts\": {\n    \"cal_data.json\": {\n      \"sha256\": \"")
                .endsWith("\n}\n")
                .doesNotContain("\r");
        assertSorted(new ObjectMapper().readTree(json));
    }

    @Test
    void numbersHaveTheirShortestFormOnEveryJava() {
        Model model = ExportSamples.model(ModelKind.GOOD, Origin.TRAINED, 5, 1);
        // Before Java 19, Double.toString gives 1.9999999999999998E23 and 5.6843418860808015E-14 for these.
        EpochReport report = new EpochReport(
                1, 2.0E23, 5.684341886080802E-14, 0.1, model.parameters().digest());
        Model withReport = new Model(model.kind(), model.parameters(), model.origin(), model.recipe(), List.of(report));

        String json = new String(
                withModels(Map.of(
                                ModelKind.GOOD,
                                ModelProvenance.of(ExportSamples.evaluated(withReport)),
                                ModelKind.BAD,
                                ModelProvenance.of(
                                        ExportSamples.evaluated(ExportSamples.upstreamModel(ModelKind.BAD, 9)))))
                        .toJson(),
                StandardCharsets.UTF_8);

        assertThat(json)
                .contains("\"trainingLoss\": 2.0E23\n")
                .contains("\"testLoss\": 5.684341886080802E-14,")
                .contains("\"learningRate\": 0.001,")
                .contains("\"meanLoss\": 0.0708\n")
                .contains("\"meanLoss\": 0.002\n")
                .contains("\"confusion\": [ [ 978, 1, 2, 3, 4, 5, 6, 7, 8, 9 ], [ 0, 978, ");
    }

    @Test
    void theManifestTellsTrainedFromCachedButTheArtifactsAreTheSame() {
        ArtifactSet trained = set(Origin.TRAINED);
        ArtifactSet cached = set(Origin.CACHE);

        for (Artifact artifact : Artifact.values()) {
            assertThat(cached.content(artifact.fileName())).isEqualTo(trained.content(artifact.fileName()));
        }
        assertThat(cached.content("manifest.json")).isNotEqualTo(trained.content("manifest.json"));
    }

    @Property(tries = 200)
    void everySeedIsReadBack(@ForAll long seed) throws IOException {
        Manifest manifest = withModels(Map.of(
                ModelKind.GOOD,
                ModelProvenance.of(
                        ExportSamples.evaluated(ExportSamples.model(ModelKind.GOOD, Origin.TRAINED, seed, 1))),
                ModelKind.BAD,
                ModelProvenance.of(ExportSamples.evaluated(ExportSamples.upstreamModel(ModelKind.BAD, seed)))));
        Path directory = Files.createTempDirectory("manifest");
        Path file = write(directory, manifest);
        try {
            assertThat(Manifest.read(file)).isEqualTo(manifest);
        } finally {
            Files.delete(file);
            Files.delete(directory);
        }
    }

    static ArtifactSet set(Origin origin) {
        return ArtifactSet.export(
                ExportSamples.mnist(1),
                List.of(
                        ExportSamples.evaluated(ExportSamples.model(ModelKind.GOOD, origin, 5, 2)),
                        ExportSamples.evaluated(ExportSamples.model(ModelKind.BAD, origin, 5, 1))),
                ExportChoices.standard());
    }

    static Manifest manifest(Origin origin) {
        return withModels(Map.of(
                ModelKind.GOOD,
                ModelProvenance.of(ExportSamples.evaluated(ExportSamples.model(ModelKind.GOOD, origin, 5, 2))),
                ModelKind.BAD,
                ModelProvenance.of(ExportSamples.evaluated(ExportSamples.model(ModelKind.BAD, origin, 5, 1)))));
    }

    private static Manifest withModels(Map<ModelKind, ModelProvenance> models) {
        Map<Artifact, ArtifactFile> artifacts = new EnumMap<>(Artifact.class);
        for (Artifact artifact : Artifact.values()) {
            artifacts.put(artifact, ArtifactFile.of(artifact.fileName().getBytes(StandardCharsets.UTF_8)));
        }
        return new Manifest(
                Product.current(),
                DatasetProvenance.of(ExportSamples.mnist(1)),
                models,
                new ExportChoices(3, 7),
                artifacts);
    }

    private static Path write(Path directory, Manifest manifest) throws IOException {
        return Files.write(directory.resolve("manifest.json"), manifest.toJson());
    }

    private static void assertSorted(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).isSorted();
        node.forEach(ManifestTest::assertSorted);
    }
}

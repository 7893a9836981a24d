package org.zkmnist.auto.files;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.zkmnist.export.Artifact;
import org.zkmnist.export.ArtifactFile;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.DatasetProvenance;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.export.Manifest;
import org.zkmnist.export.ModelProvenance;
import org.zkmnist.export.Product;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.training.Evaluation;

/** Sets of files that can be published, with made-up content. */
final class SampleSet {
    private SampleSet() {}

    /**
     * @param seed decides the content of the networks and the JSON files, not their sizes
     * @param size of a network in bytes
     */
    static ArtifactSet of(int seed, int size) {
        Map<Artifact, byte[]> artifacts = new EnumMap<>(Artifact.class);
        Map<Artifact, ArtifactFile> measured = new EnumMap<>(Artifact.class);
        for (Artifact artifact : Artifact.values()) {
            byte[] content = artifact.fileName().endsWith(".json") ? json(seed, size) : noise(seed, size);
            artifacts.put(artifact, content);
            measured.put(artifact, ArtifactFile.of(content));
        }
        Map<ModelKind, ModelProvenance> models = new EnumMap<>(ModelKind.class);
        for (ModelKind kind : ModelKind.values()) {
            models.put(kind, provenance());
        }
        DatasetProvenance dataset = new DatasetProvenance(1, 1, new TreeMap<>(Map.of("images", "00")));
        return ArtifactSet.of(
                artifacts, new Manifest(Product.current(), dataset, models, ExportChoices.standard(), measured));
    }

    private static byte[] noise(int seed, int size) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    private static byte[] json(int seed, int size) {
        return ("{\"input_data\": [[" + "0.0, ".repeat(size / 5) + seed + "]]}").getBytes(StandardCharsets.US_ASCII);
    }

    private static ModelProvenance provenance() {
        Evaluation evaluation = new Evaluation(0.5, 1, Collections.nCopies(10, Collections.nCopies(10, 1)));
        return new ModelProvenance(Origin.UPSTREAM_PICKLE, Optional.empty(), "00", evaluation, evaluation, List.of());
    }
}

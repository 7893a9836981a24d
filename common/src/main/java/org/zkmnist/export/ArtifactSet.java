package org.zkmnist.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.ModelKind;

/** The files that are published together, in memory: four artifacts, their manifest and their check sums. Immutable. */
public final class ArtifactSet {
    /** Names of all files of a set; the check sums, which vouch for the others, come last. */
    public static final List<String> FILE_NAMES = fileNames();

    private final Map<String, byte[]> files;

    private ArtifactSet(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableMap(files);
    }

    /**
     * Exports two networks.
     *
     * @param mnist gives the images of the JSON files and the digests of its own files
     * @param models one of each kind
     * @throws IllegalArgumentException if {@code choices} asks for images that there are not, or a kind is missing
     */
    public static ArtifactSet export(Mnist mnist, List<EvaluatedModel> models, ExportChoices choices) {
        Map<Artifact, byte[]> artifacts = new EnumMap<>(Artifact.class);
        Map<ModelKind, ModelProvenance> provenance = new EnumMap<>(ModelKind.class);
        for (EvaluatedModel evaluated : models) {
            ModelKind kind = evaluated.model().kind();
            artifacts.put(Artifact.network(kind), OnnxExport.bytes(evaluated.model(), mnist.digests()));
            provenance.put(kind, ModelProvenance.of(evaluated));
        }
        artifacts.put(Artifact.INPUT, EzklJson.input(mnist.training(), choices.inputImage()));
        artifacts.put(Artifact.CALIBRATION, EzklJson.calibration(mnist.training(), choices.calibrationImages()));

        Map<Artifact, ArtifactFile> measured = new EnumMap<>(Artifact.class);
        artifacts.forEach((artifact, content) -> measured.put(artifact, ArtifactFile.of(content)));
        return of(
                artifacts, new Manifest(Product.current(), DatasetProvenance.of(mnist), provenance, choices, measured));
    }

    /**
     * Puts artifacts together with the manifest that describes them.
     *
     * @throws IllegalArgumentException if the manifest describes other bytes
     */
    public static ArtifactSet of(Map<Artifact, byte[]> artifacts, Manifest manifest) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Artifact artifact : Artifact.values()) {
            byte[] content = artifacts.get(artifact);
            if (content == null
                    || !ArtifactFile.of(content).equals(manifest.artifacts().get(artifact))) {
                throw new IllegalArgumentException(artifact.fileName() + " is not what the manifest describes");
            }
            files.put(artifact.fileName(), content.clone());
        }
        files.put(Manifest.FILE_NAME, manifest.toJson());
        files.put(Sha256Sums.FILE_NAME, Sha256Sums.of(files).toBytes());
        return new ArtifactSet(files);
    }

    private static List<String> fileNames() {
        List<String> names = new ArrayList<>();
        for (Artifact artifact : Artifact.values()) {
            names.add(artifact.fileName());
        }
        names.add(Manifest.FILE_NAME);
        names.add(Sha256Sums.FILE_NAME);
        return List.copyOf(names);
    }

    /**
     * A copy of one file's content.
     *
     * @param name one of {@link #FILE_NAMES}
     */
    public byte[] content(String name) {
        return requireContent(name).clone();
    }

    /** Size and digest of one file. */
    public ArtifactFile measure(String name) {
        return ArtifactFile.of(requireContent(name));
    }

    /** All files by name, in the order of {@link #FILE_NAMES}; the arrays are not to be changed. */
    Map<String, byte[]> files() {
        return files;
    }

    private byte[] requireContent(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name + " is none of " + FILE_NAMES);
        }
        return content;
    }
}

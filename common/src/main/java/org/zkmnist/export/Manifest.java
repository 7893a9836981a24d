package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.zkmnist.model.ModelKind;

/**
 * Content of {@code manifest.json}: which dataset and which training led to which bytes, so that anybody can repeat it.
 *
 * <p>Holds no time and no name of a machine: the same work gives the same manifest. {@code docs/manifest.schema.json}
 * describes each key.
 *
 * @param models both networks
 * @param artifacts all four artifacts
 */
public record Manifest(
        Product product,
        DatasetProvenance dataset,
        Map<ModelKind, ModelProvenance> models,
        ExportChoices choices,
        Map<Artifact, ArtifactFile> artifacts) {
    public static final String FILE_NAME = "manifest.json";

    /** Version of the file's structure; a reader of another version refuses it. */
    public static final int SCHEMA_VERSION = 1;

    public Manifest {
        models = Collections.unmodifiableMap(new EnumMap<>(models));
        artifacts = Collections.unmodifiableMap(new EnumMap<>(artifacts));
        requireAll(EnumSet.allOf(ModelKind.class), models);
        requireAll(EnumSet.allOf(Artifact.class), artifacts);
    }

    private static <K extends Enum<K>> void requireAll(EnumSet<K> expected, Map<K, ?> found) {
        if (!found.keySet().equals(expected)) {
            throw new IllegalArgumentException("expected " + expected + ", found " + found.keySet());
        }
    }

    /** The file's content: keys sorted, indented, with a newline at the end; the same bytes on every Java. */
    public byte[] toJson() {
        return ManifestWriter.write(this);
    }

    /**
     * Reads a manifest. Keys that are not known are skipped.
     *
     * @throws InvalidManifestException if it is not a manifest of this {@link #SCHEMA_VERSION}, or too large
     * @throws IOException if the file cannot be read
     */
    public static Manifest read(Path file) throws IOException {
        return ManifestReader.read(file);
    }
}

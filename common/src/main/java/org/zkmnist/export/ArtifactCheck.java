package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zkmnist.storage.Sha256;

/** Compares the files of a directory with its check sums and its manifest; the directory may as well be a downloaded one. */
public final class ArtifactCheck {
    private ArtifactCheck() {}

    /**
     * What became of one file.
     *
     * @param problem in a few words; empty if the file is what it should be
     */
    public record CheckedFile(String name, Optional<String> problem) {}

    /**
     * Checks the four artifacts and the manifest against {@code SHA256SUMS}, and the artifacts against the manifest.
     *
     * @return one result a file, in the order of {@link ArtifactSet#FILE_NAMES}
     * @throws InvalidManifestException if there is a manifest that cannot be used
     * @throws IOException if {@code SHA256SUMS} cannot be read, or there is no manifest
     */
    public static List<CheckedFile> check(Path directory) throws IOException {
        Map<String, String> sums =
                Sha256Sums.read(directory.resolve(Sha256Sums.FILE_NAME)).digests();
        Map<String, ArtifactFile> described = new TreeMap<>();
        Manifest.read(directory.resolve(Manifest.FILE_NAME))
                .artifacts()
                .forEach((artifact, file) -> described.put(artifact.fileName(), file));
        List<CheckedFile> results = new ArrayList<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            if (!name.equals(Sha256Sums.FILE_NAME)) {
                results.add(
                        new CheckedFile(name, problem(directory.resolve(name), sums.get(name), described.get(name))));
            }
        }
        return results;
    }

    private static Optional<String> problem(Path file, String sum, ArtifactFile described) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of("is missing");
        }
        if (sum == null) {
            return Optional.of("is not listed in " + Sha256Sums.FILE_NAME);
        }
        String found = Sha256.hex(file);
        if (!found.equals(sum)) {
            return Optional.of("has SHA-256 " + found + ", " + Sha256Sums.FILE_NAME + " says " + sum);
        }
        if (described != null && !described.equals(new ArtifactFile(Files.size(file), found))) {
            return Optional.of("has SHA-256 " + found + " and " + Files.size(file) + " bytes, " + Manifest.FILE_NAME
                    + " says " + described.sha256() + " and " + described.size());
        }
        return Optional.empty();
    }
}

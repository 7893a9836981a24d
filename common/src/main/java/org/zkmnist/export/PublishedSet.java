package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A complete set of files on disk, in a directory that holds nothing of another set.
 *
 * <p>The files of a set never change, and stay in place until a second other set has been published after it, so that a
 * reader has time to finish. (Where the file system has no symbolic links, they are replaced in place.)
 *
 * @param directory where they lie, all of {@link ArtifactSet#FILE_NAMES}
 */
public record PublishedSet(Path directory) {
    public Path path(Artifact artifact) {
        return directory.resolve(artifact.fileName());
    }

    /** Path of {@code manifest.json}. */
    public Path manifestPath() {
        return directory.resolve(Manifest.FILE_NAME);
    }

    /** Path of {@code SHA256SUMS}. */
    public Path sumsPath() {
        return directory.resolve(Sha256Sums.FILE_NAME);
    }

    /** The manifest, read anew. */
    public Manifest manifest() throws IOException {
        return Manifest.read(manifestPath());
    }

    /** The digests of the four artifacts and the manifest, read anew. */
    public Sha256Sums sums() throws IOException {
        return Sha256Sums.read(sumsPath());
    }
}

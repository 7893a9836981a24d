package org.zkmnist.export;

import org.zkmnist.storage.Sha256;

/**
 * Size and digest of one published file.
 *
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal
 */
public record ArtifactFile(long size, String sha256) {
    /** Measures a file's content. */
    public static ArtifactFile of(byte[] content) {
        return new ArtifactFile(content.length, Sha256.hex(content));
    }
}

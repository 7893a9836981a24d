package org.zkmnist.auto.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Tells a file from what lay or will lie at the same path, without reading it.
 *
 * @param key the file system's own number of the file; null where there is none
 * @param size in bytes
 */
record FileIdentity(Path path, Object key, long size, FileTime modified) {
    /** @throws NoSuchFileException if there is no file, or something else than a file, which could block a reader */
    static FileIdentity of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(path.toString(), null, "no regular file");
        }
        return new FileIdentity(path, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    }
}

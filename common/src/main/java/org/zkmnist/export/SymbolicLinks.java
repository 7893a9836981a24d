package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes symbolic links, and finds out whether a file system has what it takes. */
final class SymbolicLinks {
    private static final String PROBE = "probe-";

    private SymbolicLinks() {}

    /**
     * Whether a symbolic link to a directory can be made in {@code directory} and replaced in one step. Not so on FAT, on
     * some network file systems, and on Windows.
     *
     * @throws IOException if nothing at all can be made there
     */
    static boolean areSupportedIn(Path directory) throws IOException {
        // Made first: should the disk be full or the directory not writable, this fails, and says so.
        Path target = Files.createTempDirectory(directory, PROBE);
        Path link = directory.resolve(target.getFileName() + "-link");
        try {
            replace(link, target.getFileName(), directory);
            replace(link, target.getFileName(), directory);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        } finally {
            Files.deleteIfExists(link);
            Files.delete(target);
        }
    }

    /**
     * Makes {@code link} point to {@code target}; what was there under its name is replaced in one step.
     *
     * @param scratch directory on the same file system, where the link is made before it is moved into place
     */
    static void replace(Path link, Path target, Path scratch) throws IOException {
        Path temporary = scratch.resolve("link-" + link.getFileName());
        Files.deleteIfExists(temporary);
        try {
            Files.createSymbolicLink(temporary, target);
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}

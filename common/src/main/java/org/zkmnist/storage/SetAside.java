package org.zkmnist.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Moves a user's file out of the way under a new name, instead of overwriting or deleting it. */
public final class SetAside {
    private SetAside() {}

    /**
     * Renames {@code file} to {@code NAME.rejected-N}, with the smallest N from 1 that is free.
     *
     * @return the new path
     */
    public static Path rejected(Path file) throws IOException {
        return move(file, "rejected");
    }

    /** Renames {@code file} to {@code NAME.replaced-N}, with the smallest N from 1 that is free. */
    public static Path replaced(Path file) throws IOException {
        return move(file, "replaced");
    }

    private static Path move(Path file, String why) throws IOException {
        for (int n = 1; ; n++) {
            Path target = file.resolveSibling(file.getFileName() + "." + why + "-" + n);
            try {
                return Files.move(file, target);
            } catch (FileAlreadyExistsException e) {
                // taken by an earlier file: try the next number
            }
        }
    }
}

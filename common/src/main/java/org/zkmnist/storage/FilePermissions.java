package org.zkmnist.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions that files and directories of ours have for other users of the machine. */
public final class FilePermissions {
    private FilePermissions() {}

    /** Readable by everybody, writable by the owner, as a file made with the usual umask of 022. */
    public static void makeOrdinary(Path path) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            String permissions = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}

package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A set that could not be published. The message is one line that says where, why and what is there now. */
public final class ArtifactDirectoryException extends IOException {
    private static final long serialVersionUID = 1;

    public ArtifactDirectoryException(String message) {
        super(message);
    }

    public ArtifactDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says why writing failed. @param state what has become of the files in the directory */
    static ArtifactDirectoryException writing(Path directory, IOException cause, String state) {
        return new ArtifactDirectoryException(
                "cannot write the artifacts to " + directory + ": " + reason(cause) + "; " + state, cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied (choose another directory with --output)";
        }
        if (cause instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason() + " (" + problem.getFile() + ")";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}

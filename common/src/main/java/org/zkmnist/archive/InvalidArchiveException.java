package org.zkmnist.archive;

import java.io.IOException;
import java.nio.file.Path;

/** An archive that is damaged, hostile or larger than allowed; the message is one line that begins with its path. */
public final class InvalidArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param problem what is wrong, as the rest of a sentence that begins with the archive's path */
    public InvalidArchiveException(Path archive, String problem) {
        super(archive + " " + problem);
    }

    InvalidArchiveException(Path archive, String problem, Throwable cause) {
        super(archive + " " + problem, cause);
    }
}

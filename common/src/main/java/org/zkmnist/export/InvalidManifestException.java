package org.zkmnist.export;

import java.io.IOException;

/** A manifest that cannot be used. The message is one line that names the file, the key and what was expected there. */
public final class InvalidManifestException extends IOException {
    private static final long serialVersionUID = 1;

    public InvalidManifestException(String message) {
        super(message);
    }

    public InvalidManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}

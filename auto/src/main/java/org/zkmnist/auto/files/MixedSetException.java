package org.zkmnist.auto.files;

import java.io.IOException;

/** Files that do not belong together lie under the names of one set; the message says which, in one line. */
final class MixedSetException extends IOException {
    private static final long serialVersionUID = 1;

    MixedSetException(String message) {
        super(message);
    }
}

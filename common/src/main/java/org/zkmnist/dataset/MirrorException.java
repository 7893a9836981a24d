package org.zkmnist.dataset;

import java.io.IOException;

/** A mirror answered, but not with the file: trying again would not help. */
final class MirrorException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorException(String message) {
        super(message);
    }
}

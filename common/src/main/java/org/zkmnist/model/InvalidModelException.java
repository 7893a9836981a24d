package org.zkmnist.model;

import java.io.IOException;

/** A saved model cannot be used; the message says in one line which file, what is wrong and what was expected. */
public final class InvalidModelException extends IOException {
    private static final long serialVersionUID = 1;

    public InvalidModelException(String message) {
        super(message);
    }

    public InvalidModelException(String message, Throwable cause) {
        super(message, cause);
    }
}

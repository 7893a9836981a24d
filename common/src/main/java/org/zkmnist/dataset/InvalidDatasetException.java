package org.zkmnist.dataset;

import java.io.IOException;

/** A file of the dataset that is not what it should be; the message is one line with where, what and what was expected. */
public final class InvalidDatasetException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidDatasetException(String message) {
        super(message);
    }

    InvalidDatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}

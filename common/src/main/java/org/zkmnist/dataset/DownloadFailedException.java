package org.zkmnist.dataset;

import java.io.IOException;

/** No mirror had the dataset; the message is one line that names each mirror, why it failed, and what can be done. */
public final class DownloadFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    public DownloadFailedException(String message) {
        super(message);
    }
}

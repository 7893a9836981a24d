package org.zkmnist.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file's bytes as they are stored; tells whether a failure came from there or from what the file holds. */
public final class StoredFile extends FilterInputStream {
    private IOException failure;

    public StoredFile(InputStream in) {
        super(in);
    }

    /** Fails again with what the disk, or the network behind it, answered; does nothing when it gave all bytes. */
    public void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}

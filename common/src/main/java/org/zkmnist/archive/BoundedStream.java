package org.zkmnist.archive;

import java.io.IOException;
import java.io.InputStream;

/** What an archive decompresses to: counted, and ended with an error where it exceeds its bound. */
final class BoundedStream extends InputStream {
    private final InputStream in;
    private long bound = Long.MAX_VALUE;
    private long count;

    BoundedStream(InputStream in) {
        this.in = in;
    }

    /** Sets how many bytes may be given in all, those so far included. */
    void boundTo(long newBound) {
        bound = newBound;
    }

    /** Number of bytes given so far. */
    long count() {
        return count;
    }

    /** Whether the bound was the reason for the last failure. */
    boolean exceeded() {
        return count > bound;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            count += n;
        }
        if (exceeded()) {
            throw new IOException("more than " + bound + " bytes");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

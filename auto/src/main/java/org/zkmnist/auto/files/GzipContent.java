package org.zkmnist.auto.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.zkmnist.storage.Sha256;

/** A compressed copy in memory. */
final class GzipContent implements Content {
    /** Larger files are not compressed, since the copy would take too much memory; those of a default job are far smaller. */
    static final long LARGEST = 8L << 20;

    private final byte[] bytes;
    private final byte[] sha256;

    private GzipContent(byte[] bytes) {
        this.bytes = bytes;
        this.sha256 = Sha256.newDigest().digest(bytes);
    }

    /** @param snapshot not larger than {@link #LARGEST} */
    static GzipContent of(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            snapshot.writeTo(gzip);
        }
        return new GzipContent(bytes.toByteArray());
    }

    long length() {
        return bytes.length;
    }

    byte[] sha256() {
        return sha256;
    }

    @Override
    public void writeTo(OutputStream out, long first, long count) throws IOException {
        out.write(bytes, Math.toIntExact(first), Math.toIntExact(count));
    }
}

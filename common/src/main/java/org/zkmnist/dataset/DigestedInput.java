package org.zkmnist.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.zkmnist.storage.Sha256;

/** Reads a stream piece by piece and computes the SHA-256 of what went by. */
final class DigestedInput {
    /** Small enough that the digest finds in the processor's cache what was just read. */
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final MessageDigest digest = Sha256.newDigest();
    private long count;

    DigestedInput(InputStream in) {
        this.in = in;
    }

    /** Fills {@code target}; returns how much of it, which is less only at the end of the stream. */
    int read(byte[] target) throws IOException {
        int length = 0;
        while (length < target.length) {
            int n = in.read(target, length, Math.min(PIECE, target.length - length));
            if (n < 0) {
                break;
            }
            digest.update(target, length, n);
            length += n;
            count += n;
        }
        return length;
    }

    /** Reads on to the end of the stream, or until more than {@code most} bytes were read in all; returns how many. */
    long drain(long most) throws IOException {
        long before = count;
        byte[] piece = new byte[PIECE];
        while (count <= most && read(piece) > 0) {
            // counted
        }
        return count - before;
    }

    /** Number of bytes read so far. */
    long count() {
        return count;
    }

    /** Digest of the bytes read so far; to be called once. */
    byte[] digest() {
        return digest.digest();
    }
}

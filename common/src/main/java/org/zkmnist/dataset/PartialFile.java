package org.zkmnist.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that is being downloaded: held in memory, and written to disk as it grows so that a later run can go on from
 * there. A disk that is full or not writable costs only that: the download itself goes on.
 */
final class PartialFile implements Closeable {
    private final Path file;
    private final byte[] content;
    private int length;
    private OutputStream copy;
    private boolean copied = true;

    /**
     * Takes up what an earlier run left in {@code file}, if anything.
     *
     * @param size of the whole file
     */
    PartialFile(Path file, int size) {
        this.file = file;
        content = new byte[size];
        try (InputStream in = Files.newInputStream(file)) {
            length = in.readNBytes(content, 0, size);
            if (in.read() >= 0) {
                restart();
            }
        } catch (IOException e) {
            // Nothing, or nothing readable, was left: the download starts at the beginning.
            length = 0;
        }
    }

    int length() {
        return length;
    }

    boolean isComplete() {
        return length == content.length;
    }

    /** The bytes so far; the array itself when complete. */
    byte[] content() {
        return isComplete() ? content : Arrays.copyOf(content, length);
    }

    /** Adds bytes behind those that are there. */
    void append(ByteBuffer bytes) throws MirrorException {
        int n = bytes.remaining();
        if (n > content.length - length) {
            throw new MirrorException("serves more than the expected " + content.length + " bytes");
        }
        bytes.get(content, length, n);
        copy(length, n);
        length += n;
    }

    private void copy(int offset, int n) {
        if (!copied) {
            return;
        }
        try {
            if (copy == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                copy = offset == 0
                        ? Files.newOutputStream(file)
                        : Files.newOutputStream(file, StandardOpenOption.APPEND);
            }
            copy.write(content, offset, n);
        } catch (IOException e) {
            copied = false;
        }
    }

    /** Forgets all bytes: they turned out to be wrong. */
    void restart() {
        close();
        copy = null;
        length = 0;
    }

    @Override
    public void close() {
        if (copy != null) {
            try {
                copy.close();
            } catch (IOException e) {
                copied = false;
            }
        }
    }
}

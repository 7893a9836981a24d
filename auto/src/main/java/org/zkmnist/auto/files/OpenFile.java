package org.zkmnist.auto.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A file that is open, so that replacing or deleting it changes nothing for its reader. */
final class OpenFile implements Snapshot {
    /** Large enough that system calls do not count, small enough for hundreds of readers. */
    private static final int BUFFER_SIZE = 1 << 16;

    private static final int ATTEMPTS = 100;

    private final FileIdentity identity;
    private final FileChannel channel;

    private OpenFile(FileIdentity identity, FileChannel channel) {
        this.identity = identity;
        this.channel = channel;
    }

    /** @throws NoSuchFileException if there is no regular file */
    static OpenFile open(Path path) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileIdentity before = FileIdentity.of(path);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                // Attributes are read by name. Only if they stayed the same are they those of the file that is open.
                if (FileIdentity.of(path).equals(before)) {
                    return new OpenFile(before, channel);
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
        throw new IOException(path + " is being replaced over and over: try again");
    }

    @Override
    public FileIdentity identity() {
        return identity;
    }

    long size() {
        return identity.size();
    }

    @Override
    public Instant modified() {
        return identity.modified().toInstant();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        writeTo(out, 0, size());
    }

    @Override
    public void writeTo(OutputStream out, long first, long count) throws IOException {
        byte[] array = new byte[(int) Math.min(BUFFER_SIZE, count)];
        ByteBuffer buffer = ByteBuffer.wrap(array);
        long end = first + count;
        for (long position = first; position < end; ) {
            buffer.clear().limit((int) Math.min(array.length, end - position));
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException(identity.path() + " became shorter while it was read");
            }
            out.write(array, 0, read);
            position += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package org.zkmnist.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Writes gzip members (RFC 1952) whose content is stored, not compressed (RFC 1951, section 3.2.4). A compressor's output
 * differs between versions of zlib and its replacements, and so between Java builds; stored blocks leave it no choice.
 */
final class StoredGzip {
    private static final int LONGEST_BLOCK = 0xFFFF;
    /** Magic, deflate, no flags, no time, no level, unknown operating system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private final OutputStream out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    StoredGzip(OutputStream out) {
        this.out = out;
    }

    /** Adds to the content of the member under way. */
    void write(byte[] bytes) {
        pending.writeBytes(bytes);
    }

    /** Ends the member under way; the next write begins another. Does nothing when there is no content. */
    void endMember() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        byte[] content = pending.toByteArray();
        pending.reset();
        out.write(HEADER);
        for (int from = 0; from < content.length; from += LONGEST_BLOCK) {
            int length = Math.min(LONGEST_BLOCK, content.length - from);
            boolean last = from + length == content.length;
            out.write(littleEndian(5)
                    .put((byte) (last ? 1 : 0))
                    .putShort((short) length)
                    .putShort((short) ~length)
                    .array());
            out.write(content, from, length);
        }
        CRC32 checksum = new CRC32();
        checksum.update(content);
        out.write(littleEndian(8)
                .putInt((int) checksum.getValue())
                .putInt(content.length)
                .array());
    }

    /** Puts a whole gzip member here as it is: the file's content goes on with what that decompresses to. */
    void insertMember(byte[] member) throws IOException {
        endMember();
        out.write(member);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}

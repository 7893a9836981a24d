package org.zkmnist.auto.digit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG file whose structure was checked before anything is unpacked: the size of the picture, the length and checksum
 * of each chunk, and the end.
 *
 * @param width 1 or more
 * @param height 1 or more
 * @param content the file without chunks that do not change the grey values, such as texts and colour profiles, which
 *     could themselves be made to unpack to something huge
 */
record PngFile(int width, int height, byte[] content) {
    /** Pixels of the largest picture that is unpacked: it then takes up to 32 MiB. */
    static final int MOST_PIXELS = 2048 * 2048;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    /** Length, type and checksum of a chunk. */
    private static final int CHUNK_FRAME = 12;

    private static final int HEADER_LENGTH = 13;

    /** @throws Refusal if it is no PNG file, damaged, cut short or too large a picture */
    static PngFile check(byte[] file) throws Refusal {
        if (file.length < SIGNATURE.length
                || !Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw Refusal.badRequest("the body is not a PNG image: it does not begin with PNG's signature");
        }
        ByteBuffer in = ByteBuffer.wrap(file).position(SIGNATURE.length);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, SIGNATURE.length);
        int[] size = null;
        String type = "";
        while (!type.equals("IEND")) {
            int start = in.position();
            ByteBuffer data = chunk(in, file);
            type = type(file, start);
            if (size == null) {
                size = size(type, data);
            }
            if (NEEDED.contains(type)) {
                kept.write(file, start, in.position() - start);
            }
        }
        return new PngFile(size[0], size[1], kept.toByteArray());
    }

    /** The data of the chunk that begins at the buffer's position, which moves on to the next chunk. */
    private static ByteBuffer chunk(ByteBuffer in, byte[] file) throws Refusal {
        int start = in.position();
        if (in.remaining() < CHUNK_FRAME) {
            throw truncated(file);
        }
        int length = in.getInt();
        if (length < 0) {
            throw Refusal.badRequest(
                    "the PNG image is damaged: the chunk at byte " + start + " has an impossible length");
        }
        if (length > in.remaining() - 8) {
            throw truncated(file);
        }
        CRC32 checksum = new CRC32();
        checksum.update(file, start + 4, length + 4);
        ByteBuffer data = ByteBuffer.wrap(file, start + 8, length).slice();
        in.position(start + 8 + length);
        if (in.getInt() != (int) checksum.getValue()) {
            throw Refusal.badRequest(
                    "the PNG image is damaged: the checksum of the chunk at byte " + start + " does not match");
        }
        return data;
    }

    private static Refusal truncated(byte[] file) {
        return Refusal.badRequest("the PNG image ends early, after " + file.length + " bytes");
    }

    private static String type(byte[] file, int chunk) {
        return new String(file, chunk + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private static int[] size(String type, ByteBuffer header) throws Refusal {
        if (!type.equals("IHDR") || header.remaining() != HEADER_LENGTH) {
            throw Refusal.badRequest("the PNG image is damaged: it does not begin with a header");
        }
        int width = header.getInt();
        int height = header.getInt();
        if (width < 1 || height < 1) {
            throw Refusal.badRequest("the PNG image is damaged: its size is " + width + " × " + height + " pixels");
        }
        if ((long) width * height > MOST_PIXELS) {
            throw Refusal.badRequest("the PNG image has " + width + " × " + height + " pixels; expected at most "
                    + MOST_PIXELS + ", for instance 2048 × 2048");
        }
        return new int[] {width, height};
    }
}

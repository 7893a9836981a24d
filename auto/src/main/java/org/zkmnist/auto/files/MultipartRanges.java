package org.zkmnist.auto.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Several parts of a representation as {@code multipart/byteranges} (RFC 9110, 14.6). */
final class MultipartRanges {
    private static final int BOUNDARY_LENGTH = 32;

    private final Representation representation;
    private final List<ByteRange> ranges;
    private final String boundary;

    /** @param ranges within the representation, at least two */
    MultipartRanges(Representation representation, List<ByteRange> ranges) {
        this.representation = representation;
        this.ranges = ranges;
        // Content that holds its own digest cannot be found, so the boundary does not occur in it.
        this.boundary = representation.hex().substring(0, BOUNDARY_LENGTH);
    }

    /** Value of Content-Type. */
    String mediaType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    /** Length of the whole body in bytes. */
    long length() {
        long length = end().length;
        for (ByteRange range : ranges) {
            length += start(range).length + range.length();
        }
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        for (ByteRange range : ranges) {
            out.write(start(range));
            representation.content().writeTo(out, range.first(), range.length());
        }
        out.write(end());
    }

    private byte[] start(ByteRange range) {
        return ascii("\r\n--" + boundary + "\r\nContent-Type: "
                + representation.download().mediaType() + "\r\nContent-Range: "
                + range.contentRange(representation.length()) + "\r\n\r\n");
    }

    private byte[] end() {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

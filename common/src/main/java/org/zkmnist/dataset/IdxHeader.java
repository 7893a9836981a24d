package org.zkmnist.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Beginning of an IDX file: says what the file holds and how much of it. */
record IdxHeader(Kind kind, int count) {
    private static final int UNSIGNED_BYTE = 8;

    /** What the elements of a file are. */
    enum Kind {
        IMAGES("images", 3, LabelledImages.PIXELS, "images, rows, columns"),
        LABELS("labels", 1, 1, "labels");

        private final String plural;
        private final int dimensions;
        private final int bytesEach;
        private final String dimensionNames;

        Kind(String plural, int dimensions, int bytesEach, String dimensionNames) {
            this.plural = plural;
            this.dimensions = dimensions;
            this.bytesEach = bytesEach;
            this.dimensionNames = dimensionNames;
        }

        String plural() {
            return plural;
        }

        private int headerSize() {
            return 4 + 4 * dimensions;
        }

        private int most() {
            return (IdxFile.MOST_BYTES - headerSize()) / bytesEach;
        }
    }

    /** Number of bytes behind the header. */
    int elements() {
        return count * kind.bytesEach;
    }

    int fileSize() {
        return kind.headerSize() + elements();
    }

    static IdxHeader read(DigestedInput in, String source, Kind kind) throws IOException {
        byte[] bytes = new byte[kind.headerSize()];
        int length = in.read(bytes);
        if (length == 0) {
            throw new InvalidDatasetException(source + " is empty; expected an IDX file of " + kind.plural);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (length >= 4) {
            checkMagic(header.getInt(), source, kind);
        }
        if (length < bytes.length) {
            throw new InvalidDatasetException(source + " ends after " + length + " bytes, within the header; expected "
                    + bytes.length + " bytes of header");
        }
        long count = Integer.toUnsignedLong(header.getInt());
        if (kind == Kind.IMAGES) {
            checkSide(header.getInt(), header.getInt(), source);
        }
        if (count == 0 || count > kind.most()) {
            throw new InvalidDatasetException(
                    source + " claims to hold " + count + " " + kind.plural + "; expected 1 to " + kind.most());
        }
        return new IdxHeader(kind, (int) count);
    }

    private static void checkMagic(int magic, String source, Kind kind) throws InvalidDatasetException {
        if (magic >>> 8 != UNSIGNED_BYTE) {
            throw new InvalidDatasetException("%s begins with %08x; expected %08x, an IDX file of %s as unsigned bytes"
                    .formatted(source, magic, UNSIGNED_BYTE << 8 | kind.dimensions, kind.plural));
        }
        int dimensions = magic & 0xFF;
        if (dimensions != kind.dimensions) {
            throw new InvalidDatasetException(source + " has dimension count " + dimensions + "; expected "
                    + kind.dimensions + " (" + kind.dimensionNames + ")");
        }
    }

    private static void checkSide(int rows, int columns, String source) throws InvalidDatasetException {
        if (rows != LabelledImages.SIDE || columns != LabelledImages.SIDE) {
            throw new InvalidDatasetException(source + " has images of " + Integer.toUnsignedString(rows) + " × "
                    + Integer.toUnsignedString(columns) + " pixels; expected 28 × 28");
        }
    }
}

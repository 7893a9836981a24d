package org.zkmnist.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.zkmnist.archive.StoredFile;

/**
 * Content of an IDX file, the format MNIST is published in: a magic number (two zeros, the element type, the number of
 * dimensions), the dimensions as big-endian 32-bit integers, then the elements as unsigned bytes.
 *
 * @param source where it was read, for messages
 * @param elements pixels, row by row and image after image, or labels; without the header
 * @param count number of images or labels, at least 1
 * @param sha256 digest of the whole file, uncompressed
 */
public record IdxFile(String source, byte[] elements, int count, String sha256) {
    /** Bytes that a file may hold: MNIST's largest takes 47,040,016. */
    static final int MOST_BYTES = 1 << 26;

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int BUFFER = 1 << 16;

    /**
     * Reads images of 28 × 28 pixels, gzipped or not; {@code in} is read to its end and not closed.
     *
     * @throws InvalidDatasetException if it is anything else, or larger than 64 MiB uncompressed
     * @throws IOException what {@code in} throws
     */
    public static IdxFile images(InputStream in, String source) throws IOException {
        return read(in, source, IdxHeader.Kind.IMAGES);
    }

    /**
     * Reads labels from 0 to 9, gzipped or not; {@code in} is read to its end and not closed.
     *
     * @throws InvalidDatasetException if it is anything else, or larger than 64 MiB uncompressed
     * @throws IOException what {@code in} throws
     */
    public static IdxFile labels(InputStream in, String source) throws IOException {
        IdxFile file = read(in, source, IdxHeader.Kind.LABELS);
        for (int i = 0; i < file.count; i++) {
            int label = file.elements[i] & 0xFF;
            if (label > 9) {
                throw new InvalidDatasetException(
                        source + " has the label " + label + " at position " + i + "; expected digits 0 to 9");
            }
        }
        return file;
    }

    /** Puts images and their labels together. */
    static LabelledImages pair(IdxFile images, IdxFile labels) throws InvalidDatasetException {
        if (images.count != labels.count) {
            throw new InvalidDatasetException(images.source + " has " + images.count + " images, but " + labels.source
                    + " has " + labels.count + " labels; expected as many");
        }
        return new LabelledImages(images.elements, labels.elements);
    }

    private static IdxFile read(InputStream in, String source, IdxHeader.Kind kind) throws IOException {
        StoredFile stored = new StoredFile(in);
        PushbackInputStream start = new PushbackInputStream(stored, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        if (magic.length < 2 || ((magic[0] & 0xFF) << 8 | magic[1] & 0xFF) != GZIP_MAGIC) {
            return readPlain(new DigestedInput(start), source, kind);
        }
        DigestedInput expanded = null;
        try {
            expanded = new DigestedInput(GzipCompressorInputStream.builder()
                    .setInputStream(start)
                    .setBufferSize(BUFFER)
                    .setDecompressConcatenated(true)
                    .get());
            return readPlain(expanded, source, kind);
        } catch (InvalidDatasetException e) {
            throw e;
        } catch (EOFException e) {
            stored.rethrowFailure();
            long bytes = expanded == null ? 0 : expanded.count();
            throw new InvalidDatasetException(
                    source + " is a gzip file that ends early, after " + bytes + " bytes of content", e);
        } catch (IOException e) {
            // The disk's failure, or the archive's around the file, says nothing about the file itself.
            stored.rethrowFailure();
            throw new InvalidDatasetException(source + " is a damaged gzip file: " + e.getMessage(), e);
        }
    }

    private static IdxFile readPlain(DigestedInput in, String source, IdxHeader.Kind kind) throws IOException {
        IdxHeader header = IdxHeader.read(in, source, kind);
        byte[] elements = new byte[header.elements()];
        int length = in.read(elements);
        if (length < elements.length) {
            throw new InvalidDatasetException(source + " ends after " + in.count() + " bytes; expected "
                    + header.fileSize() + " for " + header.count() + " " + kind.plural());
        }
        long surplus = in.drain(MOST_BYTES);
        if (surplus > 0) {
            String size = in.count() > MOST_BYTES ? "more than " + MOST_BYTES : String.valueOf(in.count());
            throw new InvalidDatasetException(source + " holds " + size + " bytes; expected " + header.fileSize()
                    + " for " + header.count() + " " + kind.plural());
        }
        return new IdxFile(source, elements, header.count(), HexFormat.of().formatHex(in.digest()));
    }
}

package org.zkmnist.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Writes a {@code .tar.gz} whose bytes depend on nothing but its entries: owner, group, mode and time are fixed, and
 * nothing is compressed here, since no two compressors agree. Content that is worth compressing comes compressed already:
 * {@link #gzippedFile} takes it over as a gzip member of its own, as RFC 1952 allows, and every tar reads it expanded.
 */
public final class TarGzWriter {
    private static final int RECORD = TarConstants.DEFAULT_RCDSIZE;
    private static final int FILE_MODE = 0644;
    /** Of every entry. GNU tar warns about times near 1970. */
    private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

    private final StoredGzip gzip;
    private final Set<String> names = new HashSet<>();
    private final Set<String> files = new HashSet<>();

    /** @param out is not closed by this class */
    public TarGzWriter(OutputStream out) {
        gzip = new StoredGzip(out);
    }

    /** Adds a file with the given content. */
    public void file(String name, byte[] content) throws IOException {
        header(newEntry(name, TarConstants.LF_NORMAL), content.length);
        gzip.write(content);
        gzip.write(new byte[padding(content.length)]);
        // Members are ended now and then so that no more than one file is held in memory.
        gzip.endMember();
    }

    /**
     * Adds a file with the content that {@code gzipped} expands to.
     *
     * @throws IOException if that is not gzip data
     */
    public void gzippedFile(String name, byte[] gzipped) throws IOException {
        long size = expandedSize(gzipped);
        header(newEntry(name, TarConstants.LF_NORMAL), size);
        gzip.insertMember(gzipped);
        gzip.write(new byte[padding(size)]);
    }

    /** Adds a second name for a file that was added before; tar makes a hard link of it. */
    public void hardLink(String name, String target) throws IOException {
        if (!files.contains(target)) {
            throw new IllegalArgumentException("no file " + target + " was added before its link " + name);
        }
        TarArchiveEntry entry = newEntry(name, TarConstants.LF_LINK);
        entry.setLinkName("./" + target);
        header(entry, 0);
    }

    /** Writes the end of the archive. */
    public void finish() throws IOException {
        gzip.write(new byte[2 * RECORD]);
        gzip.endMember();
    }

    private TarArchiveEntry newEntry(String name, byte kind) {
        if (name.isEmpty() || !EntryName.normalise(name).equals(name)) {
            throw new IllegalArgumentException(EntryName.shown(name) + " is no plain relative name");
        }
        if (("./" + name).getBytes(StandardCharsets.UTF_8).length > TarConstants.NAMELEN) {
            throw new IllegalArgumentException(EntryName.shown(name) + " is too long for a tar header");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException(EntryName.shown(name) + " was added already");
        }
        if (kind == TarConstants.LF_NORMAL) {
            files.add(name);
        }
        TarArchiveEntry entry = new TarArchiveEntry("./" + name, kind);
        entry.setMode(FILE_MODE);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setLastModifiedTime(TIME);
        return entry;
    }

    private void header(TarArchiveEntry entry, long size) throws IOException {
        entry.setSize(size);
        byte[] header = new byte[RECORD];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8), false);
        gzip.write(header);
    }

    private static int padding(long size) {
        return (int) (-size & (RECORD - 1));
    }

    private static long expandedSize(byte[] gzipped) throws IOException {
        try (InputStream in = GzipCompressorInputStream.builder()
                .setInputStream(new ByteArrayInputStream(gzipped))
                .setDecompressConcatenated(true)
                .get()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }
}

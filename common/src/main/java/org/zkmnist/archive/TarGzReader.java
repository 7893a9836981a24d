package org.zkmnist.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Goes through one archive and refuses whatever is not a plain tree of files within its limits. */
final class TarGzReader implements Closeable {
    private static final int RECORD = TarConstants.DEFAULT_RCDSIZE;
    private static final int END_OF_ARCHIVE = 2 * RECORD;
    private static final int BUFFER = 1 << 16;
    /** Of one entry: long names and attributes are held in memory. */
    private static final int MOST_HEADER_BYTES = 1 << 20;

    private final Path file;
    private final Limits limits;
    private final StoredFile stored;
    private final BoundedStream content;
    private final TarArchiveInputStream tar;
    private final Set<String> names = new HashSet<>();
    private final Set<String> files = new HashSet<>();
    private int entries;
    private long endOfLastEntry;

    TarGzReader(Path file, Limits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        stored = new StoredFile(Files.newInputStream(file));
        try {
            checkFileSize();
            content = new BoundedStream(decompress());
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
        // With blocks of one record, what follows the end of the archive is left for us to look at.
        tar = new TarArchiveInputStream(content, RECORD, RECORD, StandardCharsets.UTF_8.name());
    }

    private void checkFileSize() throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new InvalidArchiveException(file, "is empty; expected a .tar.gz archive");
        }
        if (size > limits.totalBytes()) {
            throw new InvalidArchiveException(
                    file, "is " + size + " bytes long, of which at most " + limits.totalBytes() + " are read");
        }
    }

    private InputStream decompress() throws IOException {
        try {
            return GzipCompressorInputStream.builder()
                    .setInputStream(stored)
                    .setBufferSize(BUFFER)
                    .setDecompressConcatenated(true)
                    .get();
        } catch (EOFException e) {
            throw damaged(e);
        } catch (IOException e) {
            stored.rethrowFailure();
            throw new InvalidArchiveException(file, "is not a gzip file; expected a .tar.gz archive", e);
        }
    }

    void visitAll(EntryVisitor visitor) throws IOException {
        for (TarArchiveEntry entry = next(); entry != null; entry = next()) {
            visit(entry, visitor);
        }
        checkEnd();
    }

    private TarArchiveEntry next() throws IOException {
        TarArchiveEntry entry;
        content.boundTo(Math.min(limits.totalBytes(), endOfLastEntry + MOST_HEADER_BYTES));
        try {
            entry = tar.getNextEntry();
        } catch (IOException | RuntimeException e) {
            // Runtime exceptions too: the library has met hostile headers with more than one kind of them.
            throw damaged(e);
        }
        content.boundTo(limits.totalBytes());
        if (entry != null) {
            check(entry);
            endOfLastEntry = roundUp(content.count() + entry.getSize());
        }
        return entry;
    }

    private void check(TarArchiveEntry entry) throws InvalidArchiveException {
        if (!entry.isCheckSumOK()) {
            throw new InvalidArchiveException(
                    file, "is not a sound tar archive: wrong header checksum after " + entries + " entries");
        }
        if (++entries > limits.entries()) {
            throw new InvalidArchiveException(file, "has more than " + limits.entries() + " entries");
        }
        if (entry.getSize() < 0 || entry.getSize() > limits.entryBytes()) {
            throw refused(entry, "is " + entry.getSize() + " bytes long; at most " + limits.entryBytes() + " are read");
        }
        if (entry.isSparse()) {
            throw refused(entry, "is a sparse file; expected plain files and directories");
        }
    }

    private void visit(TarArchiveEntry entry, EntryVisitor visitor) throws IOException {
        String name = nameOf(entry, entry.getName(), "its name");
        if (entry.isDirectory()) {
            return;
        }
        boolean link = entry.isLink() && limits.hardLinks();
        if (!link && !isRegular(entry)) {
            throw refused(entry, "is " + kindOf(entry) + "; expected plain files and directories");
        }
        if (name.isEmpty()) {
            throw refused(entry, "is a file without a name");
        }
        if (EntryName.isAppleDouble(name)) {
            return;
        }
        if (!names.add(name)) {
            throw refused(entry, "is there twice");
        }
        if (link) {
            String target = nameOf(entry, entry.getLinkName(), "the name it links to");
            if (!files.contains(target)) {
                throw refused(entry, "is a hard link to something other than a file before it in the archive");
            }
            visitor.hardLink(name, target);
        } else {
            visitor.modified(name, entry.getLastModifiedTime().toInstant());
            visitor.file(name, entry.getSize(), new EntryContent());
            files.add(name);
        }
    }

    private String nameOf(TarArchiveEntry entry, String name, String what) throws InvalidArchiveException {
        try {
            return EntryName.normalise(name);
        } catch (IllegalArgumentException e) {
            throw refused(entry, "is refused: " + what + " " + e.getMessage());
        }
    }

    private static boolean isRegular(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM || kind == TarConstants.LF_CONTIG;
    }

    private static String kindOf(TarArchiveEntry entry) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_LINK -> "a hard link";
            case TarConstants.LF_SYMLINK -> "a symbolic link";
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> "a device";
            case TarConstants.LF_FIFO -> "a named pipe";
            default -> "of an unknown kind";
        };
    }

    /** An archive cut between two entries looks whole but for the zeros that every archive ends with. */
    private void checkEnd() throws IOException {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] != 0) {
                        throw new InvalidArchiveException(file, "is damaged: something follows the end of the archive");
                    }
                }
            }
        } catch (InvalidArchiveException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(e);
        }
        if (content.count() < endOfLastEntry + END_OF_ARCHIVE) {
            throw new InvalidArchiveException(file, "is damaged: it ends early, after " + entries + " entries");
        }
    }

    private static long roundUp(long bytes) {
        return (bytes + RECORD - 1) / RECORD * RECORD;
    }

    private InvalidArchiveException refused(TarArchiveEntry entry, String why) {
        return new InvalidArchiveException(file, "has an entry " + EntryName.shown(entry.getName()) + " that " + why);
    }

    /** The exception to throw for a failure below: the disk's own, or what it says about the archive. */
    private IOException damaged(Exception cause) throws IOException {
        stored.rethrowFailure();
        if (content != null && content.count() > limits.totalBytes()) {
            return new InvalidArchiveException(
                    file, "expands to more than the " + limits.totalBytes() + " bytes that are read", cause);
        }
        if (content != null && content.exceeded()) {
            return new InvalidArchiveException(
                    file, "has an entry with more than " + MOST_HEADER_BYTES + " bytes of headers", cause);
        }
        String reason = cause instanceof EOFException ? "it ends early" : String.valueOf(cause.getMessage());
        return new InvalidArchiveException(file, "is damaged: " + EntryName.printable(reason), cause);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** Content of the entry that the archive's stream stands at. */
    private final class EntryContent extends FilterInputStream {
        private EntryContent() {
            super(tar);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                throw damaged(e);
            }
        }

        @Override
        public void close() {
            // The archive goes on behind this entry.
        }
    }
}

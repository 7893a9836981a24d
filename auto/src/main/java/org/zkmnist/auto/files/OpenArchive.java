package org.zkmnist.auto.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Open files as one ZIP file that is put together while it is written.
 *
 * <p>The same files give the same bytes everywhere: they are stored rather than compressed, since compressors differ, and
 * have a time that is the same in all time zones.
 */
final class OpenArchive implements Snapshot {
    /** Not January: the JDK takes the first moment of ZIP's calendar for "unknown" and adds a field that depends on the zone. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final List<Entry> entries;

    /** @param measurement of that file */
    record Entry(String name, OpenFile file, Measurement measurement) {}

    /** @param entries their files are closed with this */
    OpenArchive(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    @Override
    public Object identity() {
        return entries.stream().map(entry -> entry.file().identity()).toList();
    }

    @Override
    public Instant modified() {
        return entries.stream()
                .map(entry -> entry.file().modified())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        // Not closed, as that would close what it writes to.
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (Entry entry : entries) {
            ZipEntry header = new ZipEntry(entry.name());
            header.setTimeLocal(ENTRY_TIME);
            header.setSize(entry.measurement().length());
            header.setCrc(entry.measurement().crc32());
            zip.putNextEntry(header);
            entry.file().writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    @Override
    public void writeTo(OutputStream out, long first, long count) throws IOException {
        writeTo(new Window(out, first, count));
    }

    @Override
    public void close() throws IOException {
        for (Entry entry : entries) {
            entry.file().close();
        }
    }

    /** Lets only one part pass. */
    private static final class Window extends OutputStream {
        private final OutputStream out;
        private long before;
        private long left;

        Window(OutputStream out, long before, long left) {
            this.out = out;
            this.before = before;
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int count) throws IOException {
            int skipped = (int) Math.min(before, count);
            int passed = (int) Math.min(left, count - skipped);
            before -= skipped;
            left -= passed;
            if (passed > 0) {
                out.write(buffer, offset + skipped, passed);
            }
        }
    }
}

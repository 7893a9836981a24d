package org.zkmnist.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code .tar.gz} archives within bounds, and writes them byte-reproducibly. */
public final class TarGz {
    private TarGz() {}

    /**
     * Reads all files of an archive into memory.
     *
     * @return content by name, in the archive's order; names have no leading {@code ./}. Directories and macOS's
     *     {@code ._} entries are left out.
     * @throws InvalidArchiveException if the file is no sound archive, holds anything but files and directories, has
     *     names that lead out of it or are there twice, or exceeds the limits
     * @throws IOException if the file cannot be read
     */
    public static Map<String, byte[]> read(Path file, Limits limits) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        visit(file, limits, new EntryVisitor() {
            @Override
            public void file(String name, long size, InputStream content) throws IOException {
                entries.put(name, content.readAllBytes());
            }

            @Override
            public void hardLink(String name, String target) {
                entries.put(name, entries.get(target));
            }
        });
        return entries;
    }

    /**
     * Gives the files of an archive to a visitor one after the other. The archive is sound only when this returns: damage
     * near its end shows last.
     *
     * @throws InvalidArchiveException as for {@link #read}
     * @throws IOException if the file cannot be read, or what the visitor throws
     */
    public static void visit(Path file, Limits limits, EntryVisitor visitor) throws IOException {
        try (TarGzReader reader = new TarGzReader(file, limits)) {
            reader.visitAll(visitor);
        }
    }

    /**
     * Writes files in the order given; the same entries give the same bytes on every machine.
     *
     * @param out is not closed
     * @param entries content by name, without leading {@code ./}, which is put before each
     * @throws IllegalArgumentException for a name that {@link #read} would refuse, or longer than tar's 100 bytes
     */
    public static void write(OutputStream out, Map<String, byte[]> entries) throws IOException {
        TarGzWriter writer = new TarGzWriter(out);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            writer.file(entry.getKey(), entry.getValue());
        }
        writer.finish();
    }
}

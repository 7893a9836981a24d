package org.zkmnist.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Reads the zip that a model is saved as, from memory to memory, whatever somebody may have put into it.
 *
 * <p>A saved LeNet has about fifteen entries and 180 kB; the bounds leave room for an optimiser's state. Entry names are
 * only ever compared, never used as paths.
 */
final class BoundedZip {
    private static final int MOST_ENTRIES = 64;
    private static final int MOST_ENTRY_BYTES = 1 << 20;
    private static final int MOST_BYTES = 4 << 20;

    private BoundedZip() {}

    /**
     * @param name of the file, for messages
     * @return contents by entry name, in the order of the zip's directory
     * @throws InvalidModelException if it is no zip, is damaged, or goes beyond the bounds
     */
    static Map<String, byte[]> read(byte[] zip, String name) throws InvalidModelException {
        try (ZipFile file = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            List<ZipArchiveEntry> entries = Collections.list(file.getEntries());
            if (entries.size() > MOST_ENTRIES) {
                throw new InvalidModelException(
                        name + ": has " + entries.size() + " entries, expected at most " + MOST_ENTRIES);
            }
            return contents(file, new ArrayList<>(entries), name);
        } catch (InvalidModelException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Damaged headers surface as either, depending on which field is wrong.
            throw new InvalidModelException(name + ": is not a readable zip (" + e.getMessage() + ")", e);
        }
    }

    private static Map<String, byte[]> contents(ZipFile file, List<ZipArchiveEntry> entries, String name)
            throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        int total = 0;
        for (ZipArchiveEntry entry : entries) {
            if (entry.isDirectory()) {
                continue;
            }
            byte[] content = content(file, entry, name);
            total += content.length;
            if (total > MOST_BYTES) {
                throw new InvalidModelException(name + ": expands to more than " + MOST_BYTES + " bytes");
            }
            if (contents.put(entry.getName(), content) != null) {
                throw new InvalidModelException(name + ": has two entries named " + entry.getName());
            }
        }
        return contents;
    }

    private static byte[] content(ZipFile file, ZipArchiveEntry entry, String name) throws IOException {
        String where = name + ": entry " + entry.getName();
        if (entry.getGeneralPurposeBit().usesEncryption()
                || (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED)) {
            throw new InvalidModelException(where + " is encrypted or compressed in an unusual way");
        }
        byte[] content;
        try (InputStream in = file.getInputStream(entry)) {
            content = in.readNBytes(MOST_ENTRY_BYTES + 1);
        }
        if (content.length > MOST_ENTRY_BYTES) {
            throw new InvalidModelException(where + " has more than " + MOST_ENTRY_BYTES + " bytes");
        }
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if (content.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw new InvalidModelException(where + " is damaged (size or checksum differs)");
        }
        return content;
    }
}

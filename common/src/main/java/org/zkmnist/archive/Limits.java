package org.zkmnist.archive;

/**
 * How much an archive may hold before reading it is refused; nothing beyond these bounds is decompressed.
 *
 * @param entries number of entries of any kind, directories included
 * @param entryBytes size of one entry
 * @param totalBytes size of the whole archive, before as after decompression
 * @param hardLinks whether an entry may be a hard link to a file that came earlier in the same archive. That is a second
 *     name for content that was already read; no link is ever made or followed on disk. Links of all other kinds and
 *     to all other places are always refused.
 */
public record Limits(int entries, long entryBytes, long totalBytes, boolean hardLinks) {
    /** Limits under which every link is refused. */
    public Limits(int entries, long entryBytes, long totalBytes) {
        this(entries, entryBytes, totalBytes, false);
    }

    public Limits {
        if (entries < 1 || entryBytes < 0 || totalBytes < 0) {
            throw new IllegalArgumentException("limits must not be negative: " + entries + " entries, " + entryBytes
                    + " bytes an entry, " + totalBytes + " bytes in total");
        }
    }

    /** The same bounds, with second names for files of the same archive allowed. */
    public Limits withHardLinks() {
        return new Limits(entries, entryBytes, totalBytes, true);
    }
}

package org.zkmnist.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Takes the entries of an archive in their order, without the archive being held in memory. */
public interface EntryVisitor {
    /**
     * When a regular file was last changed; told right before the file itself.
     *
     * @param name that {@link #file} is called with next
     */
    default void modified(String name, Instant time) throws IOException {}

    /**
     * A regular file.
     *
     * @param name relative, with {@code /} between its parts and no {@code .} or {@code ..} among them
     * @param size number of bytes that {@code content} gives
     * @param content need not be read to its end, and is of no use after this method returns; fails with
     *     {@link InvalidArchiveException} when the archive is found to be damaged
     */
    void file(String name, long size, InputStream content) throws IOException;

    /**
     * A second name for a file that came earlier. Only called when the {@link Limits} allow hard links.
     *
     * @param target name that was given to {@link #file} before
     */
    default void hardLink(String name, String target) throws IOException {}
}

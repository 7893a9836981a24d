package org.zkmnist.dataset;

import java.net.URI;

/** Told of a download as it goes on, on the downloading thread: what it does must be quick. */
public interface DownloadListener {
    /**
     * A mirror is asked for a file.
     *
     * @param present bytes that are there from an earlier attempt
     * @param total size of the file
     */
    default void fileStarted(URI mirror, String fileName, long present, long total) {}

    /**
     * Bytes of the file arrived.
     *
     * @param present bytes that are there now; may be less than before when the mirror makes the download start over
     * @param total size of the file
     */
    default void bytesArrived(URI mirror, String fileName, long present, long total) {}

    /** The file is complete and its digest is right. */
    default void fileDone(String fileName) {}

    /** A mirror could not give a file; the next one is asked. */
    default void mirrorFailed(URI mirror, String fileName, String reason) {}
}

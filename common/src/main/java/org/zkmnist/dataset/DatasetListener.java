package org.zkmnist.dataset;

import java.nio.file.Path;
import java.util.Optional;

/** Told where the dataset comes from. */
public interface DatasetListener extends DownloadListener {
    /** The dataset was read from the cache. */
    default void cacheRead(Path cache) {}

    /** There is no cache: the download begins. */
    default void cacheMissing(Path cache) {}

    /**
     * The cache cannot be used: the download begins.
     *
     * @param problem one line that says why
     * @param setAside where it was moved to; empty if it is still where it was
     */
    default void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {}

    /** The downloaded dataset is in the cache now. */
    default void cacheWritten(Path cache) {}

    /**
     * The downloaded dataset is used, but not kept for the next time.
     *
     * @param problem one line that says why
     */
    default void cacheNotWritten(Path cache, String problem) {}
}

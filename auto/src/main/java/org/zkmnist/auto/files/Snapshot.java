package org.zkmnist.auto.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** A download as it was at the moment when it was opened, whatever replaces it until it is closed. */
interface Snapshot extends Content, Closeable {
    /** Equal for two snapshots of one download only if their contents are. */
    Object identity();

    /** When it was changed last, as the file system says. */
    Instant modified();

    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
}

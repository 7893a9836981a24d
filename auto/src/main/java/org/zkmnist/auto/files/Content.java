package org.zkmnist.auto.files;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that can be read again and again, in any part, and are the same each time. */
interface Content {
    /**
     * Writes one part of it, in constant memory.
     *
     * @param first position of the part's first byte, from 0
     * @param count length of the part in bytes; the part must lie within the content
     * @throws IOException if reading or writing fails, or the content turns out to be shorter
     */
    void writeTo(OutputStream out, long first, long count) throws IOException;
}

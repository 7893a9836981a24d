package org.zkmnist.auto.files;

/**
 * Part of a representation.
 *
 * @param first position of its first byte, from 0
 * @param last position of its last byte, not smaller than {@code first}
 */
record ByteRange(long first, long last) {
    long length() {
        return last - first + 1;
    }

    /** Value of Content-Range for this part of a representation of {@code total} bytes. */
    String contentRange(long total) {
        return "bytes " + first + '-' + last + '/' + total;
    }

    /** Whether the two overlap, or one starts where the other ends. */
    boolean touches(ByteRange other) {
        return first <= other.last + 1 && other.first <= last + 1;
    }

    /** The smallest range that holds both. */
    ByteRange union(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}

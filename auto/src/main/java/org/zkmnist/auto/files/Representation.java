package org.zkmnist.auto.files;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One form of a download: as it is, or with gzip coding. Conditions, ranges and digests are about this form.
 *
 * @param content what is sent
 * @param length of the content in bytes
 * @param sha256 of the content, 32 bytes, not to be changed
 * @param coding value of Content-Encoding; null for none
 * @param modified value of Last-Modified
 * @param dateIsUnique whether the date tells this version of the download from any other that has been seen
 * @param varies whether there is another form of this download
 */
record Representation(
        Download download,
        Content content,
        long length,
        byte[] sha256,
        String coding,
        Instant modified,
        boolean dateIsUnique,
        boolean varies) {
    static final String GZIP = "gzip";

    /** The download as it is. */
    static Representation identity(
            Download download, Snapshot snapshot, Measurement measurement, boolean varies, Instant now) {
        boolean past = !measurement.modified().isAfter(now);
        return new Representation(
                download,
                snapshot,
                measurement.length(),
                measurement.sha256(),
                null,
                // RFC 9110, 8.8.2.1: never later than the response's own date.
                past ? measurement.modified() : now,
                past && measurement.dateIsUnique(),
                varies);
    }

    /** This download compressed. */
    Representation compressed(GzipContent gzip) {
        return new Representation(download, gzip, gzip.length(), gzip.sha256(), GZIP, modified, dateIsUnique, true);
    }

    /** Whether the date alone tells this content from any other: not among two forms, which have the same date. */
    boolean dateIsStrong() {
        return dateIsUnique && coding == null;
    }

    /** The strong entity tag, with its quotes: the digest, so that it stays the same when the same bytes are made again. */
    String entityTag() {
        return '"' + hex() + '"';
    }

    String hex() {
        return HexFormat.of().formatHex(sha256);
    }

    /** Value of Repr-Digest (RFC 9530). */
    String digestField() {
        return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
    }
}

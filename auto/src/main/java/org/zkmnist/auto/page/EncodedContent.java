package org.zkmnist.auto.page;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes as they are and gzipped; a request gets the form that it accepts.
 *
 * @param plain what a client without gzip gets
 * @param gzipped the same, compressed
 */
record EncodedContent(byte[] plain, byte[] gzipped) {
    private static final String GZIP = "gzip";

    static EncodedContent of(byte[] plain) {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return new EncodedContent(plain, gzipped.toByteArray());
    }

    /** Whether the request's {@code Accept-Encoding} names gzip, or anything, with a weight above zero. */
    static boolean isGzipAccepted(Context context) {
        String accepted = context.header(Header.ACCEPT_ENCODING);
        return accepted != null
                && Arrays.stream(accepted.split(",")).map(String::trim).anyMatch(EncodedContent::namesGzip);
    }

    private static boolean namesGzip(String coding) {
        String[] parts = coding.toLowerCase(Locale.ROOT).split("\\s*;\\s*");
        boolean named = parts[0].equals(GZIP) || parts[0].equals("*");
        return named && Arrays.stream(parts).noneMatch(part -> part.matches("q=0(\\.0{0,3})?"));
    }

    /** Makes this the body of the answer. */
    void sendTo(Context context) {
        // Added to what the answer depends on already.
        context.res().addHeader(Header.VARY, Header.ACCEPT_ENCODING);
        if (isGzipAccepted(context)) {
            context.header(Header.CONTENT_ENCODING, GZIP).result(gzipped);
        } else {
            context.result(plain);
        }
    }
}

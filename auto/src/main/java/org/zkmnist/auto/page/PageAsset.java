package org.zkmnist.auto.page;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.zkmnist.storage.Sha256;

/**
 * A style sheet, module or picture of the page, with what a browser needs in order to keep it until it changes.
 *
 * @param contentType as in the header of that name
 * @param tag of the plain form, without quotes; the gzipped form has another
 */
record PageAsset(EncodedContent content, String contentType, String tag) {
    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8");

    /**
     * @param resource absolute name of a class path resource
     * @throws IOException if there is none, or it cannot be read
     */
    static PageAsset load(String resource) throws IOException {
        try (InputStream stream = PageAsset.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("The program is incomplete: it lacks " + resource + "; build it again.");
            }
            byte[] bytes = stream.readAllBytes();
            String extension = resource.substring(resource.lastIndexOf('.') + 1);
            return new PageAsset(EncodedContent.of(bytes), CONTENT_TYPES.get(extension), Sha256.hex(bytes));
        }
    }

    /** Answers with the content, or with 304 if the client has it. */
    void sendTo(Context context) {
        String current = '"' + tag + (EncodedContent.isGzipAccepted(context) ? "-gzip\"" : "\"");
        // Asked again at each load, so that a new version of the program never meets scripts of an old one.
        context.header(Header.CACHE_CONTROL, "no-cache").header(Header.ETAG, current);
        if (matches(context.header(Header.IF_NONE_MATCH), current)) {
            context.header(Header.VARY, Header.ACCEPT_ENCODING).status(HttpStatus.NOT_MODIFIED);
        } else {
            content.sendTo(context.contentType(contentType));
        }
    }

    /** By the weak comparison of RFC 9110, section 13.1.2. */
    private static boolean matches(String ifNoneMatch, String current) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::trim)
                        .map(candidate -> candidate.startsWith("W/") ? candidate.substring(2) : candidate)
                        .anyMatch(candidate -> candidate.equals("*") || candidate.equals(current));
    }
}

package org.zkmnist.auto.files;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zkmnist.auto.http.Problem;

/**
 * Answers a GET or HEAD request with a representation, or a part of it, or why not.
 *
 * <p>Writes to the servlet's response: what goes through Javalin's would be compressed once more.
 */
final class FileResponse {
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final List<String> REPRESENTATION_FIELDS = List.of(
            "ETag",
            "Cache-Control",
            "Vary",
            "Accept-Ranges",
            "Last-Modified",
            "Repr-Digest",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Range",
            "Content-Length");

    private final Context context;
    private final HttpServletResponse response;
    private final Representation representation;

    FileResponse(Context context, Representation representation) {
        this.context = context;
        this.response = context.res();
        this.representation = representation;
    }

    void send(Instant now) throws IOException {
        RequestFields fields = new RequestFields(context.req());
        Preconditions preconditions = new Preconditions(fields, representation, now);
        switch (preconditions.evaluate()) {
            case NOT_MODIFIED -> sendNotModified();
            case FAILED -> sendFailed();
            case PROCEED -> {
                Optional<List<ByteRange>> ranges = ranges(fields, preconditions);
                if (ranges.isEmpty()) {
                    sendWhole();
                } else if (ranges.get().isEmpty()) {
                    sendNotSatisfiable();
                } else {
                    sendParts(ranges.get());
                }
            }
        }
    }

    /** The parts to send; empty for the whole. */
    private Optional<List<ByteRange>> ranges(RequestFields fields, Preconditions preconditions) {
        // RFC 9110, 14.2: no method but GET has ranges.
        if (isHead() || !fields.has("Range") || !preconditions.allowRange()) {
            return Optional.empty();
        }
        // Within multipart/byteranges there is no place to say that the parts are of something compressed.
        return RangeField.parse(fields.value("Range"), representation.length())
                .filter(ranges -> ranges.size() <= 1 || representation.coding() == null);
    }

    private void sendNotModified() {
        setCachingFields();
        response.setStatus(NOT_MODIFIED);
        // Javalin has set a type for an answer with content, and the server would say that the length is 0, where only
        // the length of the content that is left out may stand (RFC 9110, 8.6).
        response.setContentType(null);
        response.setContentLengthLong(representation.length());
    }

    private void sendFailed() {
        setVary();
        new Problem(
                        PRECONDITION_FAILED,
                        "Precondition failed",
                        name() + " is another one than the request's If-Match or If-Unmodified-Since expects")
                .sendTo(context);
    }

    private void sendNotSatisfiable() {
        setVary();
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Content-Range", "bytes */" + representation.length());
        new Problem(
                        RANGE_NOT_SATISFIABLE,
                        "Range not satisfiable",
                        name() + " has " + representation.length() + " bytes, the request's Range lies beyond them")
                .sendTo(context);
    }

    private void sendWhole() throws IOException {
        setRepresentationFields();
        response.setStatus(OK);
        response.setContentType(representation.download().mediaType());
        response.setContentLengthLong(representation.length());
        if (!isHead()) {
            representation.content().writeTo(response.getOutputStream(), 0, representation.length());
        }
    }

    private void sendParts(List<ByteRange> ranges) throws IOException {
        setRepresentationFields();
        response.setStatus(PARTIAL_CONTENT);
        if (ranges.size() == 1) {
            ByteRange range = ranges.get(0);
            response.setHeader("Content-Range", range.contentRange(representation.length()));
            response.setContentType(representation.download().mediaType());
            response.setContentLengthLong(range.length());
            representation.content().writeTo(response.getOutputStream(), range.first(), range.length());
        } else {
            MultipartRanges parts = new MultipartRanges(representation, ranges);
            response.setContentType(parts.mediaType());
            response.setContentLengthLong(parts.length());
            parts.writeTo(response.getOutputStream());
        }
    }

    /** What a cache needs of an answer that says something about the representation (RFC 9110, 15.4.5). */
    private void setCachingFields() {
        response.setHeader("ETag", representation.entityTag());
        response.setHeader("Cache-Control", "no-cache");
        setVary();
    }

    /** All that a problem tells of the representation: given its tag, Javalin would turn the problem into a 304. */
    private void setVary() {
        if (representation.varies()) {
            response.setHeader("Vary", "Accept-Encoding");
        }
    }

    private void setRepresentationFields() {
        setCachingFields();
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Last-Modified", HttpDate.format(representation.modified()));
        response.setHeader("Repr-Digest", representation.digestField());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name() + '"');
        if (representation.coding() != null) {
            response.setHeader("Content-Encoding", representation.coding());
        }
    }

    /** Takes back what has been said about a representation that then could not be read; nothing has been sent yet. */
    static void withdraw(HttpServletResponse response) {
        response.resetBuffer();
        REPRESENTATION_FIELDS.forEach(name -> response.setHeader(name, null));
    }

    private boolean isHead() {
        return context.method().equals(HandlerType.HEAD);
    }

    private String name() {
        return representation.download().name();
    }
}

package org.zkmnist.auto.digit;

import io.javalin.http.Context;
import java.util.Map;
import org.zkmnist.auto.http.Problem;

/** A request that is answered with a problem; the message is its one line of detail. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    /** Seconds after which it is worth asking again for what training has still to bring. */
    private static final String RETRY_AFTER = "2";

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, String detail, Map<String, String> headers) {
        super(detail);
        this.problem = new Problem(status, title, detail);
        this.headers = headers;
    }

    /** 400: the request can never be answered as it is. */
    static Refusal badRequest(String detail) {
        return new Refusal(400, "Bad request", detail, Map.of());
    }

    /** 404: there is no such thing. */
    static Refusal notFound(String detail) {
        return new Refusal(404, "Not found", detail, Map.of());
    }

    /** 408: the body takes too long to arrive. */
    static Refusal timedOut(String detail) {
        return new Refusal(408, "Request timeout", detail, Map.of("Connection", "close"));
    }

    /** 413: the body is longer than anything sensible. */
    static Refusal tooLarge(String detail) {
        return new Refusal(413, "Content too large", detail, Map.of());
    }

    /** 415: the body is in a format that is not read, or compressed. */
    static Refusal unsupported(String detail) {
        return new Refusal(
                415,
                "Unsupported media type",
                detail,
                Map.of(
                        "Accept", DigitBody.MEDIA_TYPES,
                        "Accept-Post", DigitBody.MEDIA_TYPES,
                        "Accept-Encoding", "identity"));
    }

    /** 503: it will do later, when training or the dataset has brought it, or others have been served. */
    static Refusal notReady(String detail) {
        return new Refusal(503, "Not ready yet", detail, Map.of("Retry-After", RETRY_AFTER));
    }

    /** Makes this the answer to a request. */
    void sendTo(Context context) {
        headers.forEach(context::header);
        problem.sendTo(context);
    }
}

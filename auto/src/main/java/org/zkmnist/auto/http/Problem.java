package org.zkmnist.auto.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as {@code application/problem+json} (RFC 9457).
 *
 * @param status HTTP status code, 400 to 599
 * @param title what kind of error it is, the same for every occurrence
 * @param detail one line: what was wrong, where, what was expected, what to do
 */
public record Problem(int status, String title, String detail) {
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes this the answer to a request. */
    public void sendTo(Context context) {
        context.status(status).contentType(CONTENT_TYPE).result(toJson());
    }

    /** The body of the answer. */
    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and a number cannot fail to become JSON", e);
        }
    }
}

package org.zkmnist.auto.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.zkmnist.auto.http.Problem;

/** Answers requests that do not get as far as a route: malformed, too large, or arriving while the server stops. */
final class ConnectionErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        SecurityHeaders.ALL.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        byte[] body;
        if (path != null && ErrorAnswers.isApi(path)) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
            body = problem(status).toJson();
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
            body = (problem(status).detail() + "\n").getBytes(StandardCharsets.UTF_8);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static Problem problem(int status) {
        String title = HttpStatus.getMessage(status);
        return switch (status) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> ErrorAnswers.tooLarge();
            case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                new Problem(status, title, "the request's header is too large");
            case HttpStatus.URI_TOO_LONG_414 -> new Problem(status, title, "the request's address is too long");
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> new Problem(status, title, "the server is stopping");
            case HttpStatus.BAD_REQUEST_400 -> new Problem(status, title, "the request is not well formed");
            default -> new Problem(status, title, "the request cannot be served: " + title);
        };
    }
}

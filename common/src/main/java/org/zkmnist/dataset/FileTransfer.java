package org.zkmnist.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one server for one file, or for the part of it that is missing, and adds what comes to a {@link PartialFile}. */
final class FileTransfer {
    private final HttpClient client;
    private final Timeouts timeouts;

    FileTransfer(HttpClient client, Timeouts timeouts) {
        this.client = client;
        this.timeouts = timeouts;
    }

    /**
     * Transfers the file from where {@code partial} ends. What a server sends after a range request is taken only if it
     * says that it begins there and that the whole has the size expected; whether old and new part belong together shows
     * the digest of the whole.
     *
     * @param progress run after each piece
     * @throws MirrorException if the server has no such file, or another one
     * @throws IOException if the connection failed or stalled; {@code partial} then has what arrived before
     */
    void fetch(URI uri, PartialFile partial, int size, Runnable progress) throws IOException, InterruptedException {
        HttpResponse<ResponseBody> response = request(uri, partial.length());
        if (partial.length() > 0 && !continues(response, partial.length(), size)) {
            response.body().close();
            partial.restart();
            response = request(uri, 0);
        }
        try (ResponseBody body = response.body()) {
            if (partial.length() == 0 || response.statusCode() != 206) {
                checkWhole(response, size);
                partial.restart();
            }
            receive(body, partial, size, progress);
        }
    }

    private HttpResponse<ResponseBody> request(URI uri, int from) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "identity");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        CompletableFuture<HttpResponse<ResponseBody>> answer =
                client.sendAsync(request.build(), info -> new ResponseBody());
        try {
            // The client's own request timeout covers the body too in newer Java versions, so it is not used.
            return answer.get(timeouts.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + ResponseBody.seconds(timeouts.answer()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Whether a range request was answered with what was asked for, or at least with something else than a range. */
    private static boolean continues(HttpResponse<?> response, int from, int size) {
        return switch (response.statusCode()) {
            case 206 ->
                response.headers()
                        .firstValue("Content-Range")
                        .filter(("bytes " + from + "-" + (size - 1) + "/" + size)::equals)
                        .isPresent();
            case 416 -> false;
            default -> true;
        };
    }

    private static void checkWhole(HttpResponse<?> response, int size) throws MirrorException {
        if (response.statusCode() != 200) {
            throw new MirrorException("HTTP " + response.statusCode());
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(size);
        if (length != size) {
            throw new MirrorException("serves " + length + " bytes; expected " + size);
        }
    }

    private void receive(ResponseBody body, PartialFile partial, int size, Runnable progress)
            throws IOException, InterruptedException {
        for (List<ByteBuffer> piece = body.next(timeouts.stall()); piece != null; piece = body.next(timeouts.stall())) {
            for (ByteBuffer bytes : piece) {
                partial.append(bytes);
            }
            progress.run();
        }
        if (!partial.isComplete()) {
            throw new IOException("connection ended after " + partial.length() + " of " + size + " bytes");
        }
    }
}

package org.zkmnist.auto.status;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zkmnist.auto.http.Problem;

/** {@code /api/status}, {@code /api/events} and {@code /api/retry}. */
public final class StatusRoutes {
    /** Starts the job once more. */
    @FunctionalInterface
    public interface Retry {
        /** @return false if it has not failed, so that there is nothing to try again */
        boolean retry();
    }

    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final StatusRecorder recorder;
    private final StatusJson json;
    private final EventStreams streams;
    private final Retry retry;

    public StatusRoutes(StatusRecorder recorder, StatusJson json, EventStreams streams, Retry retry) {
        this.recorder = recorder;
        this.json = json;
        this.streams = streams;
        this.retry = retry;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/status", this::status);
        routes.get("/api/events", this::events);
        // Without this, HEAD would be answered as GET is, and that has no end.
        routes.head("/api/events", StatusRoutes::sendEventsType);
        routes.post("/api/retry", this::retry);
    }

    private void status(Context context) {
        context.contentType("application/json").result(json.withLog(recorder.current()));
    }

    private static void sendEventsType(Context context) {
        context.contentType("text/event-stream; charset=utf-8");
    }

    private void events(Context context) {
        sendEventsType(context);
        // Proxies that collect answers would hold the events back.
        context.header("X-Accel-Buffering", "no");
        long lastSeen = lastEventId(context);
        context.future(() -> listen(context, lastSeen));
    }

    private CompletableFuture<Void> listen(Context context, long lastSeen) {
        try {
            Optional<EventStream> stream = streams.open(context.res().getOutputStream(), lastSeen);
            if (stream.isPresent()) {
                return stream.get().end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.header("Retry-After", "10");
        new Problem(UNAVAILABLE, "Too many listeners", "too many clients listen to /api/events: try again later")
                .sendTo(context);
        return CompletableFuture.completedFuture(null);
    }

    /** What is no number is not from us, and says nothing. */
    private static long lastEventId(Context context) {
        String id = context.header("Last-Event-ID");
        try {
            return id == null ? 0 : Long.parseLong(id.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void retry(Context context) {
        if (retry.retry()) {
            context.status(ACCEPTED).contentType("application/json").result("{\"retrying\":true}");
        } else {
            new Problem(
                            CONFLICT,
                            "Nothing to try again",
                            "the job has not failed: it is "
                                    + recorder.current().state().label())
                    .sendTo(context);
        }
    }
}

package org.zkmnist.auto.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.stream.Collectors;
import org.zkmnist.auto.status.JobProgress;
import org.zkmnist.auto.status.JobStatus;
import org.zkmnist.auto.status.StatusLine;
import org.zkmnist.auto.status.StatusRecorder;

/**
 * {@code /}, {@code /healthz} and {@code /readyz}: for scripts that wait until all artifacts are in place, and for
 * whoever watches over the process. A browser gets the page at {@code /}.
 */
final class RootRoutes {
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST_RETRY_SECONDS = 10;

    private final StatusRecorder recorder;
    private final Handler page;

    /** @param page shows the page to a browser */
    RootRoutes(StatusRecorder recorder, Handler page) {
        this.recorder = recorder;
        this.page = page;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/", this::root);
        routes.get("/healthz", RootRoutes::health);
        routes.get("/readyz", this::readiness);
    }

    private void root(Context context) throws Exception {
        String accept = context.header("Accept");
        if (accept != null && accept.contains("text/html")) {
            page.handle(context);
        } else {
            plain(context);
        }
        // The page's answer depends on more than that.
        context.addHeader("Vary", "Accept");
    }

    /** The names of the files, or how far the job is. */
    private void plain(Context context) {
        JobStatus status = recorder.current();
        String names = status.files().stream().map(file -> file.name() + "\n").collect(Collectors.joining());
        answer(context, status, names);
    }

    private static void health(Context context) {
        context.contentType("text/plain; charset=utf-8").result("up\n");
    }

    private void readiness(Context context) {
        JobStatus status = recorder.current();
        answer(context, status, StatusLine.of(status) + "\n");
    }

    private static void answer(Context context, JobStatus status, String whenReady) {
        context.contentType("text/plain; charset=utf-8");
        if (status.isReady()) {
            context.result(whenReady);
        } else {
            context.status(UNAVAILABLE)
                    .header("Retry-After", String.valueOf(retryAfterSeconds(status)))
                    .result(StatusLine.of(status) + "\n");
        }
    }

    /** When it is worth to ask again: often enough that nobody waits long for what is there. */
    static int retryAfterSeconds(JobStatus status) {
        double left = JobProgress.of(status).secondsLeft().orElse((double) LONGEST_RETRY_SECONDS);
        return (int) Math.max(1, Math.min(LONGEST_RETRY_SECONDS, Math.ceil(left)));
    }
}

package org.zkmnist.auto.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.zkmnist.auto.http.Problem;

/** What is answered when a request cannot be served: a problem object below {@code /api}, and one plain line elsewhere. */
final class ErrorAnswers {
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int INTERNAL = 500;

    private final ServiceLog log;

    ErrorAnswers(ServiceLog log) {
        this.log = log;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, this::answer);
        routes.exception(HttpException.RuntimeException.class, (e, context) -> malformed(context, e));
        routes.exception(Exception.class, this::unexpected);
    }

    static void send(Context context, Problem problem) {
        if (isApi(context.path())) {
            problem.sendTo(context);
        } else {
            context.status(problem.status())
                    .contentType("text/plain; charset=utf-8")
                    .result(problem.detail() + "\n");
        }
    }

    static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private void answer(HttpResponseException e, Context context) {
        if (e instanceof MethodNotAllowedResponse) {
            notAllowed(context, String.join(",", e.getDetails().values()));
            return;
        }
        if (e.getStatus() == NOT_FOUND) {
            send(context, new Problem(NOT_FOUND, "Not found", "there is nothing at this address"));
            return;
        }
        send(context, new Problem(e.getStatus(), e.getMessage(), e.getMessage()));
    }

    private static void notAllowed(Context context, String methods) {
        String allowed = Stream.concat(
                        Stream.of(methods.toUpperCase(Locale.ROOT).split("[^A-Z]+")), Stream.of("OPTIONS"))
                .filter(method -> !method.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        context.header("Allow", allowed);
        if (context.req().getMethod().equals("OPTIONS")) {
            context.status(NO_CONTENT);
            return;
        }
        send(context, new Problem(NOT_ALLOWED, "Method not allowed", "this address is for " + allowed + " only"));
    }

    private static void malformed(Context context, HttpException e) {
        if (e.getCode() == TOO_LARGE) {
            send(context, tooLarge());
        } else {
            send(context, new Problem(BAD_REQUEST, "Bad request", "the request's body is not well formed"));
        }
    }

    static Problem tooLarge() {
        return new Problem(
                TOO_LARGE,
                "Too large",
                "the request's body is larger than the " + ArtifactServer.MOST_BODY_BYTES + " bytes that are accepted");
    }

    private void unexpected(Exception e, Context context) {
        log.event("an error of the program itself, please report it: "
                + context.req().getMethod() + " "
                + context.path() + ": " + e
                + Stream.of(e.getStackTrace()).limit(1).map(at -> " at " + at).collect(Collectors.joining()));
        send(
                context,
                new Problem(
                        INTERNAL,
                        "Internal error",
                        "an error of the program itself, please report it: its log says more"));
    }
}

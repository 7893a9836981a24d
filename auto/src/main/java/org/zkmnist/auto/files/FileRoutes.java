package org.zkmnist.auto.files;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zkmnist.auto.http.Problem;
import org.zkmnist.storage.FailureReason;

/**
 * Routes of the artifacts, of all of them in one ZIP file, and of the model cache; everything else is left to others.
 *
 * <p>GET, HEAD and OPTIONS as RFC 9110 has them:
 *
 * <ul>
 *   <li>Each answer is one version of the file, whole or in parts, whatever replaces it meanwhile.
 *   <li>Conditions by strong entity tag or date, in the order of section 13.2.2. Dates count only as far as they tell
 *       versions apart.
 *   <li>One range or several; several come as {@code multipart/byteranges}, those that touch become one. The whole is
 *       sent for more than {@value RangeField#MOST_RANGES} ranges, and for several of a compressed form.
 *   <li>JSON files of up to 8 MiB have a second form with gzip coding, with a tag and a digest of its own. Ranges and
 *       conditions are about the form that Accept-Encoding chooses; 406 if it refuses all.
 *   <li>{@code Repr-Digest} (RFC 9530) with SHA-256 on every answer that holds content; other algorithms are not offered.
 * </ul>
 *
 * <p>Before there is a set of artifacts: 503, {@code Retry-After} and one line of progress, whatever the conditions are.
 */
public final class FileRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(FileRoutes.class);

    private static final Set<HandlerType> METHODS = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    private static final String RETRY_SECONDS = "1";

    private final Publications publications;
    private final Snapshots snapshots;
    private final Representations representations;

    public FileRoutes(Publications publications) {
        Measurements measurements = new Measurements();
        this.publications = publications;
        this.snapshots = new Snapshots(publications, measurements);
        this.representations = new Representations(measurements);
    }

    /** Adds the routes. */
    public void addTo(RoutesConfig routes) {
        for (Download download : Download.ALL) {
            String path = '/' + download.name();
            Handler send = context -> send(context, download);
            routes.before(path, FileRoutes::refuseOtherRequests);
            routes.get(path, send);
            routes.head(path, send);
            routes.options(path, FileRoutes::sendOptions);
        }
    }

    private static void refuseOtherRequests(Context context) {
        if (context.path().endsWith("/")) {
            // To Javalin it is the same path.
            throw new NotFoundResponse();
        }
        if (!METHODS.contains(context.method())) {
            context.header("Allow", ALLOWED);
            new Problem(405, "Method not allowed", "files can be read only, expected one of " + ALLOWED)
                    .sendTo(context);
            context.skipRemainingHandlers();
        }
    }

    private static void sendOptions(Context context) {
        context.status(204).header("Allow", ALLOWED);
        // Javalin has set one for an answer with content.
        context.res().setContentType(null);
    }

    private void send(Context context, Download download) {
        try (Snapshot snapshot = snapshots.open(download).orElse(null)) {
            if (snapshot == null) {
                sendMissing(context, download);
            } else {
                send(context, download, snapshot);
            }
        } catch (MixedSetException e) {
            sendLater(context, e.getMessage());
        } catch (IOException e) {
            sendFailure(context, download, e);
        }
    }

    private void send(Context context, Download download, Snapshot snapshot) throws IOException {
        Instant now = Instant.now();
        AcceptEncoding accepted = AcceptEncoding.parse(new RequestFields(context.req()).value("Accept-Encoding"));
        Optional<Representation> representation = representations.select(download, snapshot, accepted, now);
        if (representation.isPresent()) {
            new FileResponse(context, representation.get()).send(now);
        } else {
            context.header("Vary", "Accept-Encoding");
            new Problem(
                            406,
                            "Not acceptable",
                            download.name() + " is not available in a coding that the request's Accept-Encoding takes")
                    .sendTo(context);
        }
    }

    private void sendMissing(Context context, Download download) {
        if (download.kind() == Download.Kind.MODEL_CACHE) {
            context.header("Cache-Control", "no-store");
            new Problem(
                            404,
                            "Not found",
                            "there is no " + download.name() + ": it is written once both networks are trained")
                    .sendTo(context);
        } else {
            sendLater(context, publications.progressLine());
        }
    }

    private static void sendLater(Context context, String line) {
        context.status(503)
                .header("Retry-After", RETRY_SECONDS)
                .header("Cache-Control", "no-store")
                .contentType("text/plain; charset=utf-8")
                .result(line + '\n');
    }

    private static void sendFailure(Context context, Download download, IOException failure) {
        if (context.res().isCommitted()) {
            // Either the client has gone, or the file became shorter: ending here makes the server break the
            // connection.
            LOG.debug("{} was not sent to its end: {}", download.name(), FailureReason.of(failure));
            return;
        }
        LOG.warn("{} cannot be read: {}", download.name(), FailureReason.of(failure));
        FileResponse.withdraw(context.res());
        // Not the reason itself, which may name directories of this machine.
        new Problem(500, "File cannot be read", download.name() + " cannot be read: the server's log says why")
                .sendTo(context);
    }
}

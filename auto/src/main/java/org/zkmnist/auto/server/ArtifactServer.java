package org.zkmnist.auto.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: what is checked, limited and added for every request, whichever route it takes. */
public final class ArtifactServer implements AutoCloseable {
    /** Largest body of a request: a photograph of a digit is smaller. */
    static final long MOST_BODY_BYTES = 4L * 1024 * 1024;

    /** Paths that are asked again and again; the log does not tell of that. */
    static final Set<String> QUIET_PATHS = Set.of("/healthz", "/readyz", "/metrics", "/openapi.json");

    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int MOST_CONNECTIONS = 1000;

    // The training computes on all processors: few threads do, and most of them wait for a slow client.
    private static final int MOST_THREADS = 48;
    private static final int FEWEST_THREADS = 4;

    private final ServerSettings settings;
    private final RequestCheck check;
    private final RequestJournal journal;
    private final ErrorAnswers errors;
    private final ServiceLog log;
    private final GracefulHandler graceful = new GracefulHandler();
    private final Javalin javalin;

    /** @param routes each adds its own */
    ArtifactServer(ServerSettings settings, ServiceLog log, RequestCounts counts, List<Consumer<RoutesConfig>> routes) {
        this.settings = settings;
        this.log = log;
        check = new RequestCheck(new HostNames(settings.hosts()));
        journal = new RequestJournal(log, counts);
        errors = new ErrorAnswers(log);
        javalin = Javalin.create(config -> configure(config, routes));
    }

    private void configure(JavalinConfig config, List<Consumer<RoutesConfig>> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = MOST_BODY_BYTES;
        // Files are sent as they are, with digests and ranges; who compresses says so in the file's own headers.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.javaLangErrorHandler((response, error) -> {
            response.setStatus(500);
            log.event("an error of the program itself, please report it: " + error);
        });
        config.routes.before(this::beforeEach);
        config.routes.beforeMatched(ArtifactServer::noteRoute);
        errors.addTo(config.routes);
        routes.forEach(adding -> adding.accept(config.routes));
        addHeads(config);
    }

    /** HEAD is GET without the content, and not, as Javalin has it, always a success without any header. */
    private static void addHeads(JavalinConfig config) {
        InternalRouter router = config.unsafe.internalRouter;
        endpoints(router)
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET))
                .filter(endpoint -> endpoints(router)
                        .noneMatch(other -> other.method.equals(HandlerType.HEAD) && other.path.equals(endpoint.path)))
                .toList()
                .forEach(endpoint -> config.routes.head(endpoint.path, endpoint.handler));
    }

    private static Stream<Endpoint> endpoints(InternalRouter router) {
        return router.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod());
    }

    private void beforeEach(Context context) {
        SecurityHeaders.ALL.forEach(context::header);
        // What may be kept says so itself.
        context.header("Cache-Control", "no-store");
        check.check(context).ifPresent(problem -> {
            ErrorAnswers.send(context, problem);
            context.skipRemainingHandlers();
        });
    }

    private static void noteRoute(Context context) {
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        if (endpoint != null) {
            context.req().setAttribute(RequestJournal.ROUTE, endpoint.path);
        }
    }

    /** Serves on a port that is open already. */
    void start(ListeningSocket socket) {
        JettyConfig jetty = javalin.unsafe.jetty;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        threads.setDaemon(true);
        jetty.threadPool = threads;
        jetty.modifyServer(this::configure);
        jetty.modifyHttpConfiguration(ArtifactServer::configure);
        jetty.addConnector((server, http) -> connector(server, http, socket));
        javalin.start();
    }

    private void configure(Server server) {
        // What is to be waited for has been waited for before: see close.
        server.setStopTimeout(0);
        server.setRequestLog(journal);
        server.setErrorHandler(new ConnectionErrors());
        // For chunked bodies too, of which Javalin does not know how long they are.
        server.insertHandler(new SizeLimitHandler(MOST_BODY_BYTES, -1));
        server.insertHandler(graceful);
    }

    private static void configure(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
    }

    private ServerConnector connector(Server server, HttpConfiguration http, ListeningSocket socket) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        try {
            connector.open(socket.channel());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** All routes, for a comparison with their description. */
    Stream<Endpoint> endpoints() {
        return endpoints(javalin.unsafe.internalRouter);
    }

    /** Takes no more requests and lets answers under way be finished, for as long as the settings say. */
    @Override
    public void close() {
        try {
            graceful.shutdown().get(settings.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.event("answers that are still under way are cut off: " + graceful.getCurrentRequestCount());
        } catch (ExecutionException e) {
            log.event("the server does not stop as it should: " + e.getCause());
        } catch (InterruptedException e) {
            // Then in a hurry.
            Thread.currentThread().interrupt();
        }
        stop();
    }

    private void stop() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            log.event("the server does not stop as it should: " + e.getMessage());
        }
    }
}

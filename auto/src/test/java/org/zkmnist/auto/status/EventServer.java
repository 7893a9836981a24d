package org.zkmnist.auto.status;

import io.javalin.Javalin;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

/** The routes about the status behind a real server on a free port, and nobody else. */
final class EventServer implements AutoCloseable {
    final StatusRecorder recorder = StatusSamples.recorder();
    final EventStreams streams;
    private final Javalin javalin;

    EventServer(Duration heartbeat, Duration idleTimeout) {
        StatusJson json = new StatusJson(StatusSamples.settings());
        streams = new EventStreams(recorder, json, heartbeat);
        StatusRoutes routes = new StatusRoutes(recorder, json, streams, () -> false);
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.addConnector((server, http) -> {
                ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
                connector.setHost("127.0.0.1");
                connector.setIdleTimeout(idleTimeout.toMillis());
                // So that one who does not read is noticed after kilobytes and not megabytes.
                connector.setAcceptedSendBufferSize(8192);
                return connector;
            });
            routes.addTo(config.routes);
        });
        javalin.start();
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}

package org.zkmnist.auto.server;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.zkmnist.ModellerListener;
import org.zkmnist.Settings;
import org.zkmnist.auto.digit.DigitRoutes;
import org.zkmnist.auto.files.FileRoutes;
import org.zkmnist.auto.page.PageRoutes;
import org.zkmnist.auto.progress.ModellerListeners;
import org.zkmnist.auto.status.EventStreams;
import org.zkmnist.auto.status.StatusJson;
import org.zkmnist.auto.status.StatusRecorder;
import org.zkmnist.auto.status.StatusRoutes;

/** The server and the job, put together. */
public final class Service implements AutoCloseable {
    private final EventStreams streams;
    private final Job job;
    private final ArtifactServer server;

    /**
     * @param display is told of the job too
     * @throws IOException with one line to show, if a part of the program is missing
     */
    public Service(Settings settings, ServerSettings serverSettings, ServiceLog log, ModellerListener display)
            throws IOException {
        StatusRecorder recorder = new StatusRecorder(settings, Clock.systemUTC());
        StatusJson json = new StatusJson(settings);
        streams = new EventStreams(recorder, json, serverSettings.heartbeat());
        JobResults results = new JobResults();
        job = new Job(settings, new ModellerListeners(results, recorder, display), recorder, log);
        RequestCounts counts = new RequestCounts();
        PageRoutes page = new PageRoutes(() -> json.withLog(recorder.current()));
        List<Consumer<RoutesConfig>> routes = List.of(
                new RootRoutes(recorder, page::show)::addTo,
                page::addTo,
                new FileRoutes(new JobPublications(settings, recorder))::addTo,
                new DigitRoutes(results::parameters, results::dataset)::addTo,
                new StatusRoutes(recorder, json, streams, job)::addTo,
                new MetricsRoutes(recorder, counts, streams)::addTo,
                new OpenApiRoutes()::addTo);
        server = new ArtifactServer(serverSettings, log, counts, routes);
    }

    /** Serves from now on. */
    public void start(ListeningSocket socket) {
        server.start(socket);
    }

    /**
     * Does the job on this thread, and again after a failure if somebody asks for it.
     *
     * @throws InterruptedException when the thread is interrupted, which is the only end
     */
    public void work() throws InterruptedException {
        job.run();
    }

    /** Whether the job has failed, and was not done since. */
    public boolean hasFailed() {
        return job.hasFailed();
    }

    ArtifactServer server() {
        return server;
    }

    /** Ends the events and lets downloads under way finish. */
    @Override
    public void close() {
        streams.close();
        server.close();
    }
}

package org.zkmnist.auto.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zkmnist.Engine;
import org.zkmnist.ModellerListener;
import org.zkmnist.Settings;
import org.zkmnist.auto.SmallDataset;
import org.zkmnist.export.ExportChoices;

/** The whole service on a free port, in this process, with a job on a small dataset. */
final class RunningService implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);

    final Service service;
    final ListeningSocket socket;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Thread worker = new Thread(this::work, "job");

    /** @param output directory of the artifacts; the data directory is beside it */
    RunningService(Path data, Path output, String... hosts) throws IOException {
        this(data, output, LONG, hosts);
    }

    RunningService(Path data, Path output, Duration idleTimeout, String... hosts) throws IOException {
        SmallDataset.write(data);
        Settings settings = new Settings(data, output, 1, 1, 1, Engine.FUSED, 2, List.of(), ExportChoices.standard());
        ServerSettings patience =
                new ServerSettings(List.of(hosts), idleTimeout, Duration.ofSeconds(2), Duration.ofMillis(300));
        ServiceLog lines = new ServiceLog(
                new PrintStream(log, true, StandardCharsets.UTF_8), ServiceLog.Format.TEXT, Clock.systemUTC(), false);
        socket = ListeningSocket.open("127.0.0.1", 0);
        service = new Service(settings, patience, lines, new ModellerListener() {});
        service.start(socket);
    }

    RunningService startJob() {
        worker.start();
        return this;
    }

    private void work() {
        try {
            service.work();
        } catch (InterruptedException e) {
            // That is its end.
        }
    }

    List<String> logLines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.port() + path);
    }

    /** @param fields names and values of header fields, by turns */
    HttpResponse<String> send(String method, String path, String body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
        return send("GET", path, null, fields);
    }

    /** Waits until the status contains the text. */
    String awaitStatus(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            String status = get("/api/status").body();
            if (status.contains(text)) {
                return status;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no '" + text + "' in " + status);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    RunningService awaitReady() throws IOException, InterruptedException {
        awaitStatus("\"stage\":\"ready\"");
        return this;
    }

    @Override
    public void close() {
        worker.interrupt();
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        service.close();
    }
}

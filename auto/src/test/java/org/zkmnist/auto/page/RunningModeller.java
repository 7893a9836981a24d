package org.zkmnist.auto.page;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.zkmnist.Engine;
import org.zkmnist.ModellerListener;
import org.zkmnist.Settings;
import org.zkmnist.auto.server.ListeningSocket;
import org.zkmnist.auto.server.ServerSettings;
import org.zkmnist.auto.server.Service;
import org.zkmnist.auto.server.ServiceLog;
import org.zkmnist.export.ExportChoices;

/** The whole service as {@code modeller serve} runs it, in this process, on a port of the system's choice. */
final class RunningModeller implements AutoCloseable {
    private final ListeningSocket socket;
    private final Service service;
    private final Thread work;

    private RunningModeller(Settings settings, int port) throws IOException {
        socket = ListeningSocket.open("127.0.0.1", port);
        ServiceLog log = new ServiceLog(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                ServiceLog.Format.TEXT,
                Clock.systemUTC(),
                false);
        service = new Service(settings, ServerSettings.of(List.of()), log, new ModellerListener() {});
        service.start(socket);
        work = new Thread(this::work, "work");
        work.start();
    }

    /** Starts with the data of a directory; the artifacts come into {@code auto} in it. */
    static RunningModeller on(Path data, int goodEpochs) throws IOException {
        return on(data, goodEpochs, 0);
    }

    /** The same, on a port that another one had. */
    static RunningModeller on(Path data, int goodEpochs, int port) throws IOException {
        Path output = data.resolve("auto");
        ExportChoices choices = new ExportChoices(0, 15);
        return new RunningModeller(
                new Settings(data, output, 1, goodEpochs, 1, Engine.FUSED, 2, List.of(), choices), port);
    }

    private void work() {
        try {
            service.work();
        } catch (InterruptedException e) {
            // The test is over.
            Thread.currentThread().interrupt();
        }
    }

    URI url() {
        return URI.create("http://localhost:" + socket.port() + "/");
    }

    @Override
    public void close() throws IOException {
        work.interrupt();
        Awaited.that("the end of the work", () -> !work.isAlive());
        service.close();
        socket.close();
    }
}

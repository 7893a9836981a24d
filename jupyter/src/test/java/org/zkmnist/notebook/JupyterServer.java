package org.zkmnist.notebook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Jupyter started by {@code ./modeller notebook}, as a user does, on a port that is free. */
final class JupyterServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("the notebook is at (http://\\S+) ");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final URI address;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();

    private JupyterServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static JupyterServer start(Map<String, String> environment) throws IOException, InterruptedException {
        Installation installation = Installation.get();
        ProcessBuilder builder = installation
                .command(environment, "sh", "modeller", "notebook", "--port", "0")
                .redirectErrorStream(true);
        Process process = builder.start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder printed = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                keepReading(lines, installation.home.resolve("jupyter.log"));
                JupyterServer server = new JupyterServer(process, URI.create(address.group(1)));
                server.await("Jupyter to answer", server::answers);
                return server;
            }
        }
        throw new AssertionError("modeller notebook ended: " + printed);
    }

    /** A pipe that is full would stop the server. */
    private static void keepReading(BufferedReader lines, Path log) {
        Thread reader = new Thread(() -> {
            try (Stream<String> rest = lines.lines()) {
                Files.write(log, (Iterable<String>) rest::iterator);
            } catch (IOException | UncheckedIOException e) {
                // The process has ended.
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private boolean answers() {
        try {
            return get("/api").statusCode() != 0;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path, String... headers) throws IOException {
        return send(HttpRequest.newBuilder(address.resolve(path)), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException {
        return send(
                HttpRequest.newBuilder(address.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while asking Jupyter", e);
        }
    }

    /** The virtual machines of its kernels. */
    List<ProcessHandle> kernels() {
        return process.descendants()
                .filter(child -> child.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains("org.dflib.jjava.distro.JJava"))
                        .orElse(false))
                .toList();
    }

    /** Largest resident memory of a process so far, in MiB, where the system tells. */
    static Optional<Long> peakMemory(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        }
    }

    /** Polls until it is so. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Ends the server as Ctrl-C or a container does. */
    void terminate() throws InterruptedException {
        process.destroy();
        await("Jupyter to end", () -> !process.isAlive());
    }

    /** Ends the server with no chance to clean up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        await("Jupyter to be gone", () -> !process.isAlive());
    }

    @Override
    public void close() {
        List<ProcessHandle> rest = process.descendants().toList();
        process.destroyForcibly();
        rest.forEach(ProcessHandle::destroyForcibly);
    }
}

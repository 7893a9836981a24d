package org.zkmnist.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An HTTP server on this machine that serves files as a good mirror does, or as badly as a test wants. */
final class LoopbackMirror implements AutoCloseable {
    /** Answers a request; what it leaves open ends with a closed connection. */
    interface Behaviour {
        void answer(HttpExchange exchange, byte[] file) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour = LoopbackMirror::supportRanges;

    LoopbackMirror(Map<MnistFile, byte[]> gzipped) throws IOException {
        files = gzipped.entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().gzipName(), Map.Entry::getValue));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    LoopbackMirror behaving(Behaviour newBehaviour) {
        behaviour = newBehaviour;
        return this;
    }

    /** A mirror's address on this server. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/mnist/");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The requests so far: the file's name, and the range if one was asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? name : name + " " + range);
        try (exchange) {
            behaviour.answer(exchange, files.get(name));
        }
    }

    static void supportRanges(HttpExchange exchange, byte[] file) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            ignoreRanges(exchange, file);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        exchange.sendResponseHeaders(206, file.length - from);
        exchange.getResponseBody().write(file, from, file.length - from);
    }

    static void ignoreRanges(HttpExchange exchange, byte[] file) throws IOException {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file);
    }

    static Behaviour status(int code) {
        return (exchange, file) -> exchange.sendResponseHeaders(code, -1);
    }

    static void serveWrongBytes(HttpExchange exchange, byte[] file) throws IOException {
        byte[] wrong = file.clone();
        wrong[wrong.length / 2] ^= 1;
        supportRanges(exchange, wrong);
    }

    static void serveTooLittle(HttpExchange exchange, byte[] file) throws IOException {
        ignoreRanges(exchange, Arrays.copyOf(file, file.length - 1));
    }

    /** Without a length announced, so that the surplus shows only when it comes. */
    static void serveTooMuch(HttpExchange exchange, byte[] file) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(Arrays.copyOf(file, file.length + 1));
    }

    /** Breaks the connection off after half the file. */
    static void truncate(HttpExchange exchange, byte[] file) throws IOException {
        sendHalf(exchange, file);
    }

    /** Sends nothing for as long as the server lives. */
    void neverAnswer(HttpExchange exchange, byte[] file) {
        waitForClose();
    }

    /** Sends half the file, and then nothing for as long as the server lives. */
    void stall(HttpExchange exchange, byte[] file) throws IOException {
        sendHalf(exchange, file);
        waitForClose();
    }

    private static void sendHalf(HttpExchange exchange, byte[] file) throws IOException {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file, 0, file.length / 2);
        exchange.getResponseBody().flush();
    }

    private void waitForClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

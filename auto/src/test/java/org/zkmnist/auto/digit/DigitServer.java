package org.zkmnist.auto.digit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;

/** A server with the routes under test on a free port, and a client that talks to it. */
final class DigitServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final Map<ModelKind, Parameters> networks = new EnumMap<>(ModelKind.class);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin javalin;
    private volatile Optional<Mnist> dataset = Optional.empty();

    /** Without dataset and networks. */
    DigitServer() {
        DigitRoutes routes = new DigitRoutes(this::parameters, () -> dataset);
        javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.addTo(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    static DigitServer withAll() {
        DigitServer server = new DigitServer();
        server.setDataset(TrainedNetworks.mnist());
        server.setNetwork(ModelKind.GOOD, TrainedNetworks.good());
        server.setNetwork(ModelKind.BAD, TrainedNetworks.bad());
        return server;
    }

    private synchronized Optional<Parameters> parameters(ModelKind kind) {
        return Optional.ofNullable(networks.get(kind));
    }

    synchronized void setNetwork(ModelKind kind, Parameters parameters) {
        networks.put(kind, parameters);
    }

    void setDataset(Mnist mnist) {
        dataset = Optional.of(mnist);
    }

    int port() {
        return javalin.port();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    /** @param headers names and values in turn */
    HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        return post(path, BodyPublishers.ofByteArray(body), headers);
    }

    HttpResponse<byte[]> post(String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    static String pixelsJson(float[] pixels) throws IOException {
        return JSON.writeValueAsString(Map.of("pixels", pixels));
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

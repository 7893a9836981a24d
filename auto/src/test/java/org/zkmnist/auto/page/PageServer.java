package org.zkmnist.auto.page;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** The page's routes alone, on a port of the system's choice, with a state that the test gives. */
final class PageServer implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server;

    PageServer(String status) throws IOException {
        PageRoutes page = new PageRoutes(() -> status.getBytes(StandardCharsets.UTF_8));
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    page.addTo(config.routes);
                    config.routes.get("/", page::show);
                })
                .start("127.0.0.1", 0);
    }

    /** @param headers names and values, in turn */
    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** The body, as text. */
    String text(String path) throws IOException, InterruptedException {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop();
    }
}

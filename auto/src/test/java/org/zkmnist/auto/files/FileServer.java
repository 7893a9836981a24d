package org.zkmnist.auto.files;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.zkmnist.export.ArtifactDirectory;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.PublishedSet;

/** The routes behind a real server on a free port. */
final class FileServer implements AutoCloseable {
    static final String PROGRESS = "good network: epoch 7 of 25, 41 % of the work, 18 s left";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final ArtifactDirectory artifacts;
    private final Javalin javalin;

    /** @param data directory of the model cache; the artifacts lie below it */
    FileServer(Path data) {
        this(data, config -> {});
    }

    FileServer(Path data, Consumer<JavalinConfig> more) {
        this.data = data;
        this.artifacts = new ArtifactDirectory(data.resolve("auto"));
        FileRoutes routes = new FileRoutes(new Directory());
        this.javalin = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    more.accept(config);
                    routes.addTo(config.routes);
                })
                .start("127.0.0.1", 0);
    }

    private final class Directory implements Publications {
        @Override
        public Optional<PublishedSet> current() throws IOException {
            return artifacts.current();
        }

        @Override
        public String progressLine() {
            return PROGRESS;
        }

        @Override
        public Path modelCache() {
            return FileServer.this.modelCache();
        }
    }

    Path modelCache() {
        return data.resolve("models-pkl.tar.gz");
    }

    void publish(ArtifactSet set) throws IOException {
        artifacts.publish(set);
    }

    /** A file of the current set. */
    Path published(String name) throws IOException {
        return artifacts.current().orElseThrow().directory().resolve(name);
    }

    /** Gives a file of the current set a date. */
    void date(String name, Instant modified) throws IOException {
        Files.setLastModifiedTime(published(name), FileTime.from(modified));
    }

    int port() {
        return javalin.port();
    }

    /** @param fields names and values of header fields, by turns */
    HttpResponse<byte[]> request(String method, String path, String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < fields.length; i += 2) {
            request.header(fields[i], fields[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> get(String path, String... fields) {
        return request("GET", path, fields);
    }

    /** The first line of a header field; empty if there is none. */
    static String field(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** All header fields but the one that differs from one second to the next. */
    static Map<String, List<String>> fieldsWithoutDate(HttpResponse<?> response) {
        Map<String, List<String>> fields = new TreeMap<>(response.headers().map());
        fields.remove("date");
        return fields;
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

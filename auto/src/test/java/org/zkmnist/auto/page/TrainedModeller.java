package org.zkmnist.auto.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.zkmnist.Settings;

/** A service whose networks are trained on all of MNIST, the good one for two epochs only: enough to differ. */
final class TrainedModeller implements AutoCloseable {
    static final Path REPOSITORY_DATASET = Path.of("..", "data", Settings.DATASET_CACHE);

    private static final int GOOD_EPOCHS = 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final RunningModeller running;

    TrainedModeller() throws IOException {
        data = Files.createTempDirectory("trained");
        Files.copy(REPOSITORY_DATASET, data.resolve(Settings.DATASET_CACHE));
        running = RunningModeller.on(data, GOOD_EPOCHS);
        Awaited.that("both networks to be trained", () -> get("readyz").statusCode() == 200);
    }

    URI url() {
        return running.url();
    }

    /** Where the artifacts lie. */
    Path output() {
        return data.resolve("auto");
    }

    /** What the service answers to somebody who is no browser. */
    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(url().resolve(path)).build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws IOException {
        running.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

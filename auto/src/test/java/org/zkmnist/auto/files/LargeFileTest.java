package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.storage.Sha256;

class LargeFileTest {
    private static final long SIZE = 100L << 20;
    private static final long FAR_LESS = 4L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path data;

    @Test
    void isSentInConstantMemory() throws Exception {
        AtomicLong before = new AtomicLong();
        BlockingQueue<Long> allocated = new LinkedBlockingQueue<>();
        try (FileServer server = new FileServer(data, config -> {
            config.routes.before(context -> before.set(THREADS.getCurrentThreadAllocatedBytes()));
            config.routes.after(context -> allocated.add(THREADS.getCurrentThreadAllocatedBytes() - before.get()));
        })) {
            makeSparse(server.modelCache(), SIZE);
            server.request("HEAD", "/models-pkl.tar.gz");
            assertThat(allocated.poll(1, TimeUnit.MINUTES))
                    .as("while measuring")
                    .isLessThan(FAR_LESS);

            var response = open(server);
            try (DigestInputStream in = new DigestInputStream(response.body(), Sha256.newDigest())) {
                in.transferTo(OutputStream.nullOutputStream());
                assertThat(FileServer.field(response, "ETag"))
                        .isEqualTo('"'
                                + HexFormat.of().formatHex(in.getMessageDigest().digest())
                                + '"');
            }
            assertThat(allocated.poll(1, TimeUnit.MINUTES)).as("while sending").isLessThan(FAR_LESS);
        }
    }

    @Test
    void thatBecomesShorterBreaksTheConnectionRatherThanSeemingComplete() throws Exception {
        try (FileServer server = new FileServer(data)) {
            makeSparse(server.modelCache(), SIZE);
            server.request("HEAD", "/models-pkl.tar.gz");
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/models-pkl.tar.gz"))
                    .build();
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                in.readNBytes(1);
                makeSparse(server.modelCache(), 10);

                assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private static HttpResponse<InputStream> open(FileServer server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/models-pkl.tar.gz"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private static void makeSparse(Path file, long size) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
    }
}

package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.storage.Sha256;

class ReplacementTest {
    private static final int SIZE = 300_000;
    private static final int READERS = 3;
    private static final int FEWEST_PUBLICATIONS = 20;
    private static final int FEWEST_DOWNLOADS = 300;
    private static final List<String> NAMES = List.of("network_good.onnx", "cal_data.json", "artifacts.zip");

    @TempDir
    private Path data;

    @Test
    void everyDownloadIsOneVersionWhileSetsReplaceEachOther() throws Exception {
        List<ArtifactSet> sets = List.of(SampleSet.of(1, SIZE), SampleSet.of(2, SIZE));
        try (FileServer server = new FileServer(data)) {
            Map<String, Set<String>> versions = versions(server, sets);
            Map<String, Set<String>> seen = new ConcurrentHashMap<>();
            ExecutorService readers = Executors.newFixedThreadPool(READERS);
            AtomicBoolean done = new AtomicBoolean();
            try {
                List<Future<Integer>> downloads = new ArrayList<>();
                for (int reader = 0; reader < READERS; reader++) {
                    int first = reader;
                    downloads.add(readers.submit(() -> download(server, first, versions, seen, done)));
                }
                for (int i = 0; i < FEWEST_PUBLICATIONS; i++) {
                    server.publish(sets.get(i % 2));
                }
                done.set(true);
                for (Future<Integer> download : downloads) {
                    assertThat(download.get(60, TimeUnit.SECONDS)).isPositive();
                }
            } finally {
                readers.shutdownNow();
            }
            assertThat(seen).isEqualTo(versions);
        }
    }

    @Test
    void theModelCacheIsWhollyOldOrWhollyNewWhileItIsReplaced() throws Exception {
        byte[][] versions = {{1, 1}, {1, 2}};
        try (FileServer server = new FileServer(data)) {
            Path next = data.resolve("next");
            replaceWhile(
                    i -> {
                        Files.write(next, versions[i % 2]);
                        Files.move(next, server.modelCache(), StandardCopyOption.ATOMIC_MOVE);
                    },
                    // The moment between looking at a file's attributes and opening it is short.
                    5 * FEWEST_DOWNLOADS,
                    () -> {
                        HttpResponse<byte[]> response = server.get("/models-pkl.tar.gz");
                        assertThat(response.statusCode()).isEqualTo(200);
                        assertThat(field(response, "ETag")).isEqualTo('"' + Sha256.hex(response.body()) + '"');
                    });
        }
    }

    @Test
    void aModelCacheThatSomebodyRewritesInPlaceIsNeverSentWithAWrongDigest() throws Exception {
        AtomicInteger complete = new AtomicInteger();
        try (FileServer server = new FileServer(data);
                RandomAccessFile file = new RandomAccessFile(server.modelCache().toFile(), "rw")) {
            replaceWhile(i -> file.setLength(i % 2 == 0 ? SIZE : 10), FEWEST_DOWNLOADS, () -> {
                String answer = RawConnection.exchange(server.port(), RawConnection.get("/models-pkl.tar.gz"));
                String[] parts = answer.split("\r\n\r\n", 2);
                if (answer.startsWith("HTTP/1.1 200 ") && parts[0].contains("Content-Length: " + parts[1].length())) {
                    complete.incrementAndGet();
                    assertThat(parts[0])
                            .contains("ETag: \"" + Sha256.hex(parts[1].getBytes(StandardCharsets.ISO_8859_1)) + '"');
                } else if (answer.startsWith("HTTP/1.1 500 ")) {
                    assertThat(parts[0]).contains("application/problem+json").doesNotContain("ETag", "Repr-Digest");
                } else {
                    // Broken off; it must not look complete.
                    assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 200 "))
                            .isTrue();
                }
            });
        }
        assertThat(complete).hasPositiveValue();
    }

    @FunctionalInterface
    private interface Replacement {
        void replace(int count) throws IOException;
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }

    /** Replaces again and again, until readers have read often enough. */
    private static void replaceWhile(Replacement replacement, int downloads, Reading reading) throws Exception {
        replacement.replace(0);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                all.add(readers.submit(() -> {
                    for (int i = 0; i < downloads / READERS; i++) {
                        reading.read();
                    }
                    return null;
                }));
            }
            for (int i = 1; !all.stream().allMatch(Future::isDone); i++) {
                replacement.replace(i);
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    /** Digests of each download in each of the sets. */
    private static Map<String, Set<String>> versions(FileServer server, List<ArtifactSet> sets) throws Exception {
        Map<String, Set<String>> versions = new ConcurrentHashMap<>();
        for (ArtifactSet set : sets) {
            server.publish(set);
            for (String name : NAMES) {
                versions.computeIfAbsent(name, unused -> new HashSet<>())
                        .add(Sha256.hex(server.get('/' + name).body()));
            }
        }
        return versions;
    }

    private static int download(
            FileServer server,
            int first,
            Map<String, Set<String>> versions,
            Map<String, Set<String>> seen,
            AtomicBoolean done) {
        int count = 0;
        for (; !done.get() || count < FEWEST_DOWNLOADS / READERS; count++) {
            String name = NAMES.get((first + count) % NAMES.size());
            HttpResponse<byte[]> response = server.get('/' + name);
            assertThat(response.statusCode()).as(name).isEqualTo(200);
            String digest = Sha256.hex(response.body());
            assertThat(field(response, "ETag")).as(name).isEqualTo('"' + digest + '"');
            assertThat(versions.get(name)).as(name).contains(digest);
            seen.computeIfAbsent(name, unused -> ConcurrentHashMap.newKeySet()).add(digest);

            // Only the version that was asked for goes on.
            HttpResponse<byte[]> rest = server.get('/' + name, "If-Range", '"' + digest + '"', "Range", "bytes=1000-");
            byte[] whole = rest.statusCode() == 200 ? rest.body() : joined(response.body(), rest.body());
            assertThat(field(rest, "ETag")).isEqualTo('"' + Sha256.hex(whole) + '"');
        }
        return count;
    }

    private static byte[] joined(byte[] whole, byte[] rest) {
        byte[] joined = whole.clone();
        System.arraycopy(rest, 0, joined, 1000, rest.length);
        return joined;
    }
}

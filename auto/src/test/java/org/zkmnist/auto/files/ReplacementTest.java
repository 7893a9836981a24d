package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;

import java.net.http.HttpResponse;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.storage.Sha256;

class ReplacementTest {
    private static final int SIZE = 300_000;
    private static final int READERS = 3;
    private static final int FEWEST_PUBLICATIONS = 30;
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

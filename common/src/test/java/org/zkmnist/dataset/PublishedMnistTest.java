package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MNIST as published, downloaded from this machine. The repository carries the content of the files; the files themselves
 * are looked for where the system property or environment variable {@code MNIST_DIR} names a directory.
 */
class PublishedMnistTest {
    @TempDir
    Path directory;

    @Test
    void theFilesInTheRepositorysCacheMakeThatCacheAgain() throws Exception {
        assertDownloadMakesTheRepositorysCache(RepositoryCache.gzipped());
    }

    @Test
    void thePublishedFilesMakeTheRepositorysCache() throws Exception {
        String setting = System.getProperty("MNIST_DIR", System.getenv("MNIST_DIR"));
        assumeTrue(setting != null, "MNIST_DIR names no directory with MNIST's four .gz files");
        Map<MnistFile, byte[]> published = new EnumMap<>(MnistFile.class);
        for (MnistFile mnistFile : MnistFile.values()) {
            published.put(mnistFile, Files.readAllBytes(Path.of(setting, mnistFile.gzipName())));
        }

        assertDownloadMakesTheRepositorysCache(published);
    }

    private void assertDownloadMakesTheRepositorysCache(Map<MnistFile, byte[]> served) throws Exception {
        Path cache = directory.resolve("mnist-train-n-test.tar.gz");
        List<Path> written = new ArrayList<>();
        DatasetListener listener = new DatasetListener() {
            @Override
            public void cacheWritten(Path file) {
                written.add(file);
            }
        };
        Mnist downloaded;
        try (LoopbackMirror mirror = new LoopbackMirror(served)) {
            downloaded = new DatasetSource(cache, List.of(mirror.uri()), listener).load();
        }

        assertThat(cache).hasSameBinaryContentAs(RepositoryCache.FILE);
        assertThat(written).containsExactly(cache);
        assertThat(namesIn(directory)).containsExactly(cache.getFileName().toString());
        assertThat(downloaded.digests())
                .isEqualTo(new DatasetCache(RepositoryCache.FILE).read().digests());
    }

    private static String[] namesIn(Path directory) throws IOException {
        return directory.toFile().list();
    }
}

package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSourceTest {
    private static final Map<MnistFile, byte[]> FILES = SmallMnist.gzipped();

    @TempDir
    Path directory;

    private final List<String> events = new ArrayList<>();
    private Path file;
    private LoopbackMirror mirror;

    @BeforeEach
    void startMirror() throws IOException {
        file = directory.resolve("mnist.tar.gz");
        mirror = new LoopbackMirror(FILES);
    }

    @AfterEach
    void stopMirror() {
        mirror.close();
    }

    @Test
    void aMissingCacheIsDownloadedOnceAndNothingElseIsLeft() throws Exception {
        DatasetCacheTest.assertIsSmallMnist(source(file).load());
        assertThat(directory.toFile().list()).containsExactly("mnist.tar.gz");

        DatasetCacheTest.assertIsSmallMnist(source(file).load());
        assertThat(mirror.requests()).hasSize(4);
        assertThat(events).containsExactly("missing", "written", "read");
    }

    @Test
    void aDamagedCacheIsMovedAsideAndDownloadedAgain() throws Exception {
        new DatasetCache(file).write(FILES);
        byte[] damaged = Arrays.copyOf(Files.readAllBytes(file), 1000);
        Files.write(file, damaged);

        DatasetCacheTest.assertIsSmallMnist(source(file).load());

        assertThat(directory.resolve("mnist.tar.gz.rejected-1")).hasBinaryContent(damaged);
        assertThat(events)
                .containsExactly(
                        "unusable: " + file + " is damaged: it ends early, mnist.tar.gz.rejected-1", "written");
        DatasetCacheTest.assertIsSmallMnist(new DatasetCache(file).read());
    }

    @Test
    void aSecondDamagedCacheDoesNotReplaceTheFirst() throws Exception {
        for (String content : List.of("one", "two")) {
            Files.writeString(file, content);
            source(file).load();
        }

        assertThat(directory.resolve("mnist.tar.gz.rejected-1")).hasContent("one");
        assertThat(directory.resolve("mnist.tar.gz.rejected-2")).hasContent("two");
    }

    @Test
    void aDamagedCacheIsKeptUnderItsNewNameWhenNoMirrorAnswers() throws IOException {
        mirror.behaving(LoopbackMirror.status(503));
        Files.writeString(file, "damaged");

        assertThatThrownBy(() -> source(file).load()).isInstanceOf(DownloadFailedException.class);
        assertThat(directory.resolve("mnist.tar.gz.rejected-1")).hasContent("damaged");
        assertThat(file).doesNotExist();
    }

    @Test
    void aCacheThatTheDiskDoesNotGiveStaysWhereItIs() throws Exception {
        Path target = Files.createDirectory(directory.resolve("target"));
        Files.createSymbolicLink(file, target);

        DatasetCacheTest.assertIsSmallMnist(source(file).load());
        assertThat(file).isSymbolicLink();
        assertThat(events).hasSize(2);
        assertThat(events.get(0))
                .startsWith("unusable: " + file + " cannot be read: ")
                .endsWith(", not moved");
        assertThat(events.get(1)).startsWith("not written: " + file + " cannot be read: ");
    }

    @Test
    void theEmptyDirectoryThatDockerLeavesIsReplaced() throws Exception {
        Files.createDirectory(file);

        DatasetCacheTest.assertIsSmallMnist(source(file).load());
        assertThat(file).isRegularFile();
        assertThat(events).containsExactly("missing", "written");
    }

    @Test
    void aDirectoryWithSomethingInItIsMovedAside() throws Exception {
        Files.writeString(Files.createDirectory(file).resolve("a"), "x");

        DatasetCacheTest.assertIsSmallMnist(source(file).load());
        assertThat(directory.resolve("mnist.tar.gz.rejected-1/a")).hasContent("x");
        assertThat(file).isRegularFile();
    }

    @Test
    void anEmptyDirectoryThatCannotBeReplacedIsSaidAndCostsOnlyTheCache() throws Exception {
        // As a mount point, a directory of the kernel's own can be neither removed nor renamed, whoever asks.
        Path immovable = Path.of("/proc/tty/ldisc");
        File[] content = immovable.toFile().listFiles();
        assumeTrue(content != null && content.length == 0, "no such directory here");

        DatasetCacheTest.assertIsSmallMnist(source(immovable).load());
        assertThat(events).hasSize(2);
        assertThat(events.get(0))
                .startsWith(
                        "unusable: /proc/tty/ldisc is an empty directory that cannot be replaced by the dataset cache")
                .endsWith("mount the directory around it, not the file, not moved");
        assertThat(events.get(1)).startsWith("not written: ");
    }

    @Test
    void aDirectoryThatCannotBeWrittenCostsOnlyTheCache() throws Exception {
        Path inTheWay = Files.createFile(directory.resolve("in-the-way"));
        Path cache = inTheWay.resolve("mnist.tar.gz");

        DatasetCacheTest.assertIsSmallMnist(source(cache).load());
        assertThat(events)
                .containsExactly(
                        "missing", "not written: " + cache + " cannot be written: " + inTheWay + " is no directory");
    }

    @Test
    void anInterruptLeavesNoCache() throws IOException {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> source(file).load()).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void anInterruptWhileTheCacheIsWrittenLeavesNoCacheButWhatWasDownloaded() {
        DatasetListener interrupting = new DatasetListener() {
            @Override
            public void fileDone(String fileName) {
                if (fileName.equals(MnistFile.TEST_LABELS.gzipName())) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        assertThatThrownBy(() -> source(file, interrupting).load()).isInstanceOf(InterruptedException.class);
        assertThat(file).doesNotExist();
        assertThat(directory.toFile().list())
                .hasSize(4)
                .allSatisfy(name -> assertThat(name).endsWith(".gz.partial"));
    }

    private DatasetSource source(Path cache) {
        return source(cache, new Recorder());
    }

    private DatasetSource source(Path cache, DatasetListener listener) {
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        MirrorDownload download = new MirrorDownload(
                List.of(mirror.uri()),
                cache,
                listener,
                SmallMnist.published(FILES),
                timeouts,
                new ProxySettings(Map.of(), null));
        return new DatasetSource(new DatasetCache(cache), download, listener);
    }

    private final class Recorder implements DatasetListener {
        @Override
        public void cacheRead(Path cache) {
            events.add("read");
        }

        @Override
        public void cacheMissing(Path cache) {
            events.add("missing");
        }

        @Override
        public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
            events.add("unusable: " + problem + ", "
                    + setAside.map(path -> path.getFileName().toString()).orElse("not moved"));
        }

        @Override
        public void cacheWritten(Path cache) {
            events.add("written");
        }

        @Override
        public void cacheNotWritten(Path cache, String problem) {
            events.add("not written: " + problem);
        }
    }
}

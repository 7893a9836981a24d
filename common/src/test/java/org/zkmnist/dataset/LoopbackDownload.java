package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A download of a small dataset from two mirrors on this machine. */
abstract class LoopbackDownload {
    static final Map<MnistFile, byte[]> FILES = SmallMnist.gzipped();
    static final String IMAGES = MnistFile.TRAINING_IMAGES.gzipName();
    static final int SIZE = FILES.get(MnistFile.TRAINING_IMAGES).length;
    static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(500), Duration.ofMillis(500));

    @TempDir
    Path directory;

    final List<String> events = new ArrayList<>();
    Path cacheFile;
    LoopbackMirror mirror;
    LoopbackMirror otherMirror;

    @BeforeEach
    void startMirrors() throws IOException {
        cacheFile = directory.resolve("cache.tar.gz");
        mirror = new LoopbackMirror(FILES);
        otherMirror = new LoopbackMirror(FILES);
    }

    @AfterEach
    void stopMirrors() {
        mirror.close();
        otherMirror.close();
    }

    Map<MnistFile, byte[]> download(URI... mirrors) throws IOException, InterruptedException {
        return newDownload(PATIENT, mirrors).download();
    }

    MirrorDownload newDownload(Timeouts timeouts, URI... mirrors) {
        return newDownload(timeouts, new Recorder(), mirrors);
    }

    MirrorDownload newDownload(Timeouts timeouts, DownloadListener listener, URI... mirrors) {
        return new MirrorDownload(
                List.of(mirrors),
                cacheFile,
                listener,
                SmallMnist.published(FILES),
                timeouts,
                new ProxySettings(Map.of(), null));
    }

    Path partial(MnistFile file) {
        return directory.resolve("cache.tar.gz." + file.gzipName() + ".partial");
    }

    static void assertAreFiles(Map<MnistFile, byte[]> actual) {
        assertThat(actual).hasSize(4);
        FILES.forEach((file, content) -> assertThat(actual.get(file)).isEqualTo(content));
    }

    private final class Recorder implements DownloadListener {
        @Override
        public void fileStarted(URI from, String fileName, long present, long total) {
            events.add("start " + fileName + " " + present + "/" + total);
        }

        @Override
        public void bytesArrived(URI from, String fileName, long present, long total) {
            events.add("bytes " + fileName + " " + present + "/" + total);
        }

        @Override
        public void fileDone(String fileName) {
            events.add("done " + fileName);
        }

        @Override
        public void mirrorFailed(URI from, String fileName, String reason) {
            events.add("failed " + from + " " + fileName + " " + reason);
        }
    }
}

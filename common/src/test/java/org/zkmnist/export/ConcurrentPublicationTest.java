package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.storage.Sha256;

/** Several publishers and readers at work in one directory. */
class ConcurrentPublicationTest {
    private static final int PUBLICATIONS = 16;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ArtifactSet first = ExportSamples.smallSet(1);
    private final ArtifactSet second = ExportSamples.smallSet(2);
    private final AtomicInteger published = new AtomicInteger();

    @TempDir
    private Path directory;

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void twoProcessesWaitForEachOther() throws Exception {
        Process one = PublishingProcess.start("alternate", directory, 1, 2, PUBLICATIONS);
        Process other = PublishingProcess.start("alternate", directory, 3, 4, PUBLICATIONS);

        assertThat(one.waitFor()).as("exit code").isZero();
        assertThat(other.waitFor()).as("exit code").isZero();
        assertThat(Observer.setIn(directory)).isIn(Observer.nameOf(first), Observer.nameOf(ExportSamples.smallSet(3)));
        assertThat(Observer.setsStoredIn(directory)).isEqualTo(2);
    }

    @Test
    void threadsOfOneProcessWaitForEachOther() throws Exception {
        List<Callable<Boolean>> publishers =
                List.of(() -> publishAlternately(first, second), () -> publishAlternately(second, first));

        for (Future<Boolean> publisher : threads.invokeAll(publishers)) {
            assertThat(publisher.get()).isTrue();
        }
        assertThat(Observer.setIn(directory)).isIn(Observer.nameOf(first), Observer.nameOf(second));
    }

    @Test
    void aReaderSeesEachFileWholeAllTheTime() throws Exception {
        new ArtifactDirectory(directory).publish(first);
        Future<Integer> reader = threads.submit(() -> {
            int reads = 0;
            while (published.get() < PUBLICATIONS) {
                for (String name : ArtifactSet.FILE_NAMES) {
                    assertThat(Sha256.hex(Files.readAllBytes(directory.resolve(name))))
                            .isIn(
                                    first.measure(name).sha256(),
                                    second.measure(name).sha256());
                    reads++;
                }
            }
            return reads;
        });

        publishAlternately(second, first);

        assertThat(reader.get()).isGreaterThan(PUBLICATIONS);
    }

    @Test
    void aReaderOfTheCurrentSetHasTimeUntilTheSecondPublicationAfterIt() throws Exception {
        ArtifactDirectory artifacts = new ArtifactDirectory(directory);
        artifacts.publish(first);
        Future<Integer> reader = threads.submit(() -> {
            int sets = 0;
            while (published.get() < PUBLICATIONS) {
                int before = published.get();
                Path set = artifacts.current().orElseThrow().directory();
                try {
                    assertThat(Observer.setIn(set)).isIn(Observer.nameOf(first), Observer.nameOf(second));
                    sets++;
                } catch (IOException | AssertionError e) {
                    // Excused only if another publication has ended meanwhile, so that the next may have deleted the
                    // set.
                    if (published.get() == before) {
                        throw e;
                    }
                }
            }
            return sets;
        });

        publishAlternately(second, first);

        assertThat(reader.get()).isGreaterThan(PUBLICATIONS / 2);
    }

    private boolean publishAlternately(ArtifactSet one, ArtifactSet other) throws IOException {
        for (int i = 0; i < PUBLICATIONS; i++) {
            new ArtifactDirectory(directory).publish(i % 2 == 0 ? one : other);
            published.incrementAndGet();
        }
        return true;
    }
}

package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads the published names over and over while a set is published: everything is as it was, and from one moment on
 * everything is new. What a reader can see at a moment is what a process that dies at that moment leaves.
 */
class SwitchOfSetsTest {
    private static final int REPETITIONS = 5;

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final ArtifactSet old = ExportSamples.smallSet(1);
    private final ArtifactSet next = ExportSamples.smallSet(2);

    @TempDir
    private Path parent;

    /** What lies in the directory before. */
    enum Before {
        NOTHING,
        PUBLISHED_SET,
        PLAIN_FILES,
        PLAIN_FILES_WITHOUT_ONE,
        PUBLISHED_SET_WITHOUT_ONE,
        ONLY_HIDDEN_DIRECTORY,
        EDITED_SET
    }

    @AfterEach
    void endReader() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsOldUntilEverythingIsNew(Before before) throws Exception {
        for (int i = 0; i < REPETITIONS; i++) {
            Path directory = parent.resolve("auto-" + i);
            prepare(directory, before);
            Map<String, byte[]> present = read(directory);
            CountDownLatch reading = new CountDownLatch(1);
            Future<Boolean> reader = threads.submit(() -> watch(directory, present, reading));
            reading.await();

            new ArtifactDirectory(directory).publish(next);

            assertThat(reader.get()).isTrue();
        }
    }

    /** Ends after all names have been seen new; fails if one is neither old nor new, or old after another was new. */
    private boolean watch(Path directory, Map<String, byte[]> present, CountDownLatch reading) throws IOException {
        int newInARow = 0;
        while (newInARow < ArtifactSet.FILE_NAMES.size()) {
            for (String name : ArtifactSet.FILE_NAMES) {
                byte[] content = readIfThere(directory.resolve(name));
                if (Arrays.equals(content, next.content(name))) {
                    newInARow++;
                } else {
                    assertThat(newInARow).as("new files seen before " + name).isZero();
                    assertThat(content).as(name).isEqualTo(present.get(name));
                }
            }
            reading.countDown();
        }
        return true;
    }

    private void prepare(Path directory, Before before) throws IOException {
        if (before == Before.PLAIN_FILES || before == Before.PLAIN_FILES_WITHOUT_ONE) {
            Files.createDirectory(directory);
            for (String name : ArtifactSet.FILE_NAMES) {
                Files.write(directory.resolve(name), old.content(name));
            }
        } else if (before != Before.NOTHING) {
            new ArtifactDirectory(directory).publish(old);
        }
        switch (before) {
            case PLAIN_FILES_WITHOUT_ONE, PUBLISHED_SET_WITHOUT_ONE -> Files.delete(directory.resolve("manifest.json"));
            case EDITED_SET -> {
                Files.delete(directory.resolve("input.json"));
                Files.writeString(directory.resolve("input.json"), "edited");
            }
            case ONLY_HIDDEN_DIRECTORY -> {
                for (String name : ArtifactSet.FILE_NAMES) {
                    Files.delete(directory.resolve(name));
                }
            }
            default -> {}
        }
    }

    private static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            files.put(name, readIfThere(directory.resolve(name)));
        }
        return files;
    }

    private static byte[] readIfThere(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}

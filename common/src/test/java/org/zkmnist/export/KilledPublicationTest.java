package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills processes at random moments while they publish, and looks at what is there then. */
class KilledPublicationTest {
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final Random random = new Random();
    private final ArtifactSet first = ExportSamples.smallSet(1);
    private final ArtifactSet second = ExportSamples.smallSet(2);
    private Process process;

    @TempDir
    private Path directory;

    @AfterEach
    void endProcess() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void oldOrNewSetIsThereWheneverAProcessDies() throws Exception {
        new ArtifactDirectory(directory).publish(first);

        for (int kill = 0; kill < 8; kill++) {
            killWhilePublishing("alternate", directory);

            assertThat(Observer.setIn(directory)).isIn(Observer.nameOf(first), Observer.nameOf(second));
        }
        ArtifactSet third = ExportSamples.smallSet(3);
        new ArtifactDirectory(directory).publish(third);
        assertThat(Observer.setIn(directory)).isEqualTo(Observer.nameOf(third));
        assertThat(Observer.namesIn(directory.resolve(".artifacts")))
                .hasSize(4)
                .contains("current", "lock")
                .filteredOn(name -> name.startsWith("set-"))
                .hasSize(2);
    }

    @Test
    void nothingOrTheFirstSetIsThereWheneverAProcessDies() throws Exception {
        killInManyDirectories("into-empty", Observer.NOTHING, Observer.nameOf(first));
    }

    @Test
    void plainFilesStayASetWheneverAProcessDies() throws Exception {
        killInManyDirectories("over-copy", Observer.nameOf(first), Observer.nameOf(second));
    }

    private void killInManyDirectories(String how, String before, String after) throws Exception {
        for (int kill = 0; kill < 4; kill++) {
            Path parent = Files.createDirectory(directory.resolve("kill-" + kill));
            killWhilePublishing(how, parent);

            int last = 0;
            for (int i = 0; Files.exists(parent.resolve("" + i)); i++) {
                last = i;
                assertThat(Observer.setIn(parent.resolve("" + i))).isIn(before, after);
            }
            Path unfinished = parent.resolve("" + last);
            new ArtifactDirectory(unfinished).publish(second);
            assertThat(Observer.setIn(unfinished)).isEqualTo(Observer.nameOf(second));
        }
    }

    private void killWhilePublishing(String how, Path where) throws IOException, InterruptedException {
        process = PublishingProcess.start(how, where, 1, 2, FOR_EVER);
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).isEqualTo("ready");
        assertThat(process.waitFor(random.nextInt(200_000), TimeUnit.MICROSECONDS))
                .as("ended by itself")
                .isFalse();
        process.destroyForcibly();
        process.waitFor();
    }
}

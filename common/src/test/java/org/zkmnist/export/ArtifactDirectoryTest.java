package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactDirectoryTest {
    private final ArtifactSet first = ExportSamples.smallSet(1);
    private final ArtifactSet second = ExportSamples.smallSet(2);

    @TempDir
    private Path parent;

    @Test
    void aSetIsPublishedIntoADirectoryThatIsMade() throws IOException {
        Path directory = parent.resolve("data").resolve("auto");

        Publication publication = new ArtifactDirectory(directory).publish(first);

        assertThat(publication).isEqualTo(new Publication(true, List.of()));
        assertShows(directory, first);
        assertThat(Observer.namesIn(directory))
                .containsExactly(
                        ".artifacts",
                        "SHA256SUMS",
                        "cal_data.json",
                        "input.json",
                        "manifest.json",
                        "network_bad.onnx",
                        "network_good.onnx");
    }

    @Test
    void theDirectoryStaysTheSameOneWhenItsSetIsReplaced() throws IOException {
        Path directory = published(first);
        Object identity = Files.readAttributes(directory, "unix:ino").get("ino");

        new ArtifactDirectory(directory).publish(second);

        assertShows(directory, second);
        assertThat(Files.readAttributes(directory, "unix:ino").get("ino")).isEqualTo(identity);
    }

    @Test
    void onlyTheSetBeforeIsKept() throws IOException {
        Path directory = published(first);
        for (int seed = 2; seed < 6; seed++) {
            new ArtifactDirectory(directory).publish(ExportSamples.smallSet(seed));
        }

        assertThat(Observer.setsStoredIn(directory)).isEqualTo(2);
    }

    @Test
    void theSameSetIsLeftUntouched() throws IOException {
        Path directory = published(first);
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Path file = directory.resolve("input.json").toRealPath();
        Files.setLastModifiedTime(file, old);

        Publication publication = new ArtifactDirectory(directory).publish(first);

        assertThat(publication).isEqualTo(new Publication(false, List.of()));
        assertThat(directory.resolve("input.json").toRealPath()).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);
    }

    @Test
    void theDirectoryCanBeMovedAndCopiedWithItsLinks() throws IOException {
        Path directory = published(first);
        Path moved = Files.move(directory, parent.resolve("moved"));

        assertShows(moved, first);
    }

    @Test
    void aLinkToADirectoryIsPublishedInto() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("disk"));
        Path link = Files.createSymbolicLink(parent.resolve("link"), directory);

        new ArtifactDirectory(link).publish(first);
        new ArtifactDirectory(link).publish(second);

        assertShows(directory, second);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void filesReachableByOthersHaveOrdinaryPermissions() throws IOException {
        Path file = published(first).resolve("network_good.onnx").toRealPath();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aDeletedFileComesBack() throws IOException {
        Path directory = published(first);
        Files.delete(directory.resolve("network_bad.onnx"));
        assertThat(new ArtifactDirectory(directory).current()).isEmpty();

        new ArtifactDirectory(directory).publish(first);

        assertShows(directory, first);
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("auto"), "a file");

        assertThatThrownBy(() -> new ArtifactDirectory(file).publish(first))
                .isInstanceOf(ArtifactDirectoryException.class)
                .hasMessage(file + " is a file, expected a directory to write the artifacts to");
        assertThat(file).hasContent("a file");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsRefused() throws IOException {
        Path directory = published(first);
        Files.delete(directory.resolve("input.json"));
        Files.createDirectory(directory.resolve("input.json"));

        assertThatThrownBy(() -> new ArtifactDirectory(directory).publish(second))
                .isInstanceOf(ArtifactDirectoryException.class)
                .hasMessage(directory.toRealPath().resolve("input.json")
                        + " is not a file: move it away, a file of that name is to be written");
        assertThat(Observer.setsStoredIn(directory)).isEqualTo(1);
    }

    @Test
    void aDirectoryThatIsNotWritableIsRefused() throws IOException {
        Path directory = Files.createDirectory(
                parent.resolve("auto"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeFalse(Files.isWritable(directory), "the administrator can write everywhere");

        assertThatThrownBy(() -> new ArtifactDirectory(directory).publish(first))
                .isInstanceOf(ArtifactDirectoryException.class)
                .hasMessage(
                        "cannot write the artifacts to " + directory + ": permission denied (choose another directory"
                                + " with --output); the files there are as they were");
    }

    @Test
    void whenWritingFailsTheOldSetStaysAndNothingIsLeftBehind() throws Exception {
        Path directory = published(first);
        // The shell's limit on file sizes (here 4 kB) makes writing fail half way, as a full disk does.
        StringBuilder command = new StringBuilder("ulimit -f 8; exec");
        PublishingProcess.command("alternate", directory, 1, 2, 1)
                .forEach(word -> command.append(" '").append(word).append('\''));
        Process process = new ProcessBuilder("sh", "-c", command.toString())
                .redirectErrorStream(true)
                .start();
        List<String> output = process.inputReader().lines().toList();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(output).hasSize(2);
        assertThat(output.get(1))
                .startsWith("cannot write the artifacts to " + directory + ": ")
                .endsWith("; the files there are as they were");
        assertShows(directory, first);
        assertThat(Observer.namesIn(directory)).hasSize(7);
        assertThat(Observer.setsStoredIn(directory)).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadLeavesTheOldSet() throws IOException {
        Path directory = published(first);

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new ArtifactDirectory(directory).publish(second))
                    .isInstanceOf(IOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertShows(directory, first);
        assertThat(Observer.setsStoredIn(directory)).isEqualTo(1);
    }

    @Test
    void withoutSymbolicLinksFilesAreMovedAndThatIsSaid() throws IOException {
        Path directory = parent.resolve("auto");
        ArtifactDirectory artifacts = new ArtifactDirectory(directory, store -> false);
        String notice = directory + ": this file system has no symbolic links that can be replaced in one step, so the"
                + " files were replaced one after the other, SHA256SUMS last";

        assertThat(artifacts.publish(first)).isEqualTo(new Publication(true, List.of(notice)));
        assertThat(artifacts.publish(first)).isEqualTo(new Publication(false, List.of()));
        assertThat(artifacts.publish(second)).isEqualTo(new Publication(true, List.of(notice)));

        assertShows(directory, second);
        assertThat(Files.isRegularFile(directory.resolve("input.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Observer.setsStoredIn(directory)).isZero();
    }

    @Test
    void aSetOfLinksIsReplacedByPlainFilesAndBack() throws IOException {
        Path directory = published(first);

        new ArtifactDirectory(directory, store -> false).publish(second);
        assertShows(directory, second);
        assertThat(Observer.namesIn(directory.resolve(".artifacts"))).doesNotContain("current");

        new ArtifactDirectory(directory).publish(first);
        assertShows(directory, first);
        assertThat(directory.resolve("input.json")).isSymbolicLink();
    }

    @Test
    void theCurrentSetIsFound() throws IOException {
        Path directory = parent.resolve("auto");
        assertThat(new ArtifactDirectory(directory).current()).isEmpty();

        new ArtifactDirectory(directory).publish(first);

        PublishedSet set = new ArtifactDirectory(directory).current().orElseThrow();
        assertThat(set.path(Artifact.INPUT)).hasBinaryContent(first.content("input.json"));
        assertThat(set.manifest().toJson()).isEqualTo(first.content("manifest.json"));
        assertThat(set.sums().toBytes()).isEqualTo(first.content("SHA256SUMS"));
        assertThat(set.directory())
                .isEqualTo(directory.resolve("input.json").toRealPath().getParent());
    }

    @Test
    void plainFilesAreACurrentSetAsWell() throws IOException {
        Path directory = plainCopy(first);

        assertThat(new ArtifactDirectory(directory).current()).isEqualTo(Optional.of(new PublishedSet(directory)));
    }

    private Path published(ArtifactSet set) throws IOException {
        Path directory = parent.resolve("auto");
        new ArtifactDirectory(directory).publish(set);
        return directory;
    }

    private Path plainCopy(ArtifactSet set) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("downloaded"));
        for (String name : ArtifactSet.FILE_NAMES) {
            Files.write(directory.resolve(name), set.content(name));
        }
        return directory;
    }

    private static void assertShows(Path directory, ArtifactSet set) throws IOException {
        assertThat(Observer.setIn(directory)).isEqualTo(Observer.nameOf(set));
        for (String name : ArtifactSet.FILE_NAMES) {
            assertThat(directory.resolve(name)).hasBinaryContent(set.content(name));
        }
    }
}

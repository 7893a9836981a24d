package org.zkmnist.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

    @Test
    void contentReplacesWhatWasThere() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old and longer");

        write(file, "new");

        assertThat(file).hasContent("new");
        assertNothingElseIsThere(file);
    }

    @Test
    void contentThatFailsLeavesWhatWasThereAndNothingBesideIt() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        IOException failure = new IOException("in the middle");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(file).hasContent("old");
        assertNothingElseIsThere(file);
    }

    @Test
    void anErrorInTheProgramLeavesNothingBehindEither() {
        Path file = directory.resolve("file");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("wrong");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theOldContentIsThereUntilAllOfTheNewIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");

        AtomicFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(file).hasContent("old");
        });

        assertThat(file).hasContent("new");
    }

    @Test
    void missingDirectoriesAreMade() throws IOException {
        Path file = directory.resolve("a/b/file");

        write(file, "new");

        assertThat(file).hasContent("new");
    }

    @Test
    void aFileWhereADirectoryIsNeededIsLeftAlone() throws IOException {
        Path inTheWay = Files.writeString(directory.resolve("in-the-way"), "mine");

        assertThatThrownBy(() -> write(inTheWay.resolve("file"), "new")).isInstanceOf(IOException.class);
        assertThat(inTheWay).hasContent("mine");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsLeftAlone() throws IOException {
        Path file = Files.createDirectory(directory.resolve("file"));
        Files.writeString(file.resolve("mine"), "mine");

        assertThatThrownBy(() -> write(file, "new")).isInstanceOf(IOException.class);
        assertThat(file.resolve("mine")).hasContent("mine");
        assertNothingElseIsThere(file);
    }

    @Test
    void theFileIsReadableByEverybody() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Path file = directory.resolve("file");

        write(file, "new");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    private static void write(Path file, String content) throws IOException {
        AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertNothingElseIsThere(Path file) {
        assertThat(directory.toFile().list()).containsExactly(file.getFileName().toString());
    }
}

package org.zkmnist.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {
    @TempDir
    Path directory;

    @Test
    void filesAreNumberedFromOneAndNoneReplacesAnother() throws IOException {
        for (int n = 1; n <= 3; n++) {
            Path file = Files.writeString(directory.resolve("cache.tar.gz"), "content " + n);

            assertThat(SetAside.rejected(file)).isEqualTo(directory.resolve("cache.tar.gz.rejected-" + n));
            assertThat(file).doesNotExist();
        }
        for (int n = 1; n <= 3; n++) {
            assertThat(directory.resolve("cache.tar.gz.rejected-" + n)).hasContent("content " + n);
        }
    }

    @Test
    void theSmallestFreeNumberIsTaken() throws IOException {
        Files.createFile(directory.resolve("file.rejected-1"));
        Files.createDirectory(directory.resolve("file.rejected-2"));
        Files.createFile(directory.resolve("file.rejected-4"));

        assertThat(SetAside.rejected(Files.createFile(directory.resolve("file"))))
                .isEqualTo(directory.resolve("file.rejected-3"));
    }

    @Test
    void whatIsReplacedIsCountedApartFromWhatIsRejected() throws IOException {
        Files.createFile(directory.resolve("file.rejected-1"));

        assertThat(SetAside.replaced(Files.writeString(directory.resolve("file"), "old")))
                .isEqualTo(directory.resolve("file.replaced-1"))
                .hasContent("old");
    }

    @Test
    void aDirectoryIsMovedWithWhatItHolds() throws IOException {
        Path moved = Files.createDirectory(directory.resolve("file"));
        Files.writeString(moved.resolve("inside"), "x");

        assertThat(SetAside.rejected(moved).resolve("inside")).hasContent("x");
    }

    @Test
    void whatIsNotThereCannotBeMoved() {
        assertThatThrownBy(() -> SetAside.rejected(directory.resolve("missing")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(directory).isEmptyDirectory();
    }
}

package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that lie under the published names already. */
class ForeignFilesTest {
    private final ArtifactSet first = ExportSamples.smallSet(1);
    private final ArtifactSet second = ExportSamples.smallSet(2);

    @TempDir
    private Path parent;

    @Test
    void plainFilesOfAnOlderSetAreReplacedWithoutKeepingThem() throws IOException {
        Path directory = plainCopy(first);

        Publication publication = new ArtifactDirectory(directory).publish(second);

        assertThat(publication.notices()).isEmpty();
        assertShows(directory, second);
        assertThat(directory.resolve("input.json")).isSymbolicLink();
        assertThat(Observer.namesIn(directory)).hasSize(7);
    }

    @Test
    void somebodysOwnFileIsKeptUnderAnotherName() throws IOException {
        Path directory = parent.resolve("auto");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("input.json"), "my own");

        Publication publication = new ArtifactDirectory(directory).publish(first);

        assertThat(publication.notices())
                .containsExactly(directory.toRealPath().resolve("input.json")
                        + " is not as this product wrote it: its content is kept in input.json.replaced-1");
        assertThat(directory.resolve("input.json.replaced-1")).hasContent("my own");
        assertShows(directory, first);
    }

    @Test
    void anEditedFileIsKeptUnderAnotherNameEveryTime() throws IOException {
        Path directory = published(first);
        edit(directory.resolve("input.json"), "edited in an editor that writes a new file");
        new ArtifactDirectory(directory).publish(second);
        Files.writeString(directory.resolve("input.json"), "edited in place, through the link");

        Publication publication = new ArtifactDirectory(directory).publish(first);

        assertThat(publication.notices()).hasSize(1);
        assertThat(directory.resolve("input.json.replaced-1")).hasContent("edited in an editor that writes a new file");
        assertThat(directory.resolve("input.json.replaced-2")).hasContent("edited in place, through the link");
        assertShows(directory, first);
    }

    @Test
    void whatALinkOfSomebodyShowsIsNotTouched() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("auto"));
        Path own = Files.writeString(parent.resolve("own.json"), "my own");
        Files.createSymbolicLink(directory.resolve("input.json"), own);

        new ArtifactDirectory(directory).publish(first);

        assertThat(own).hasContent("my own");
        assertThat(directory.resolve("input.json.replaced-1")).hasContent("my own");
        assertShows(directory, first);
    }

    private static void edit(Path file, String content) throws IOException {
        Path temporary = Files.writeString(file.resolveSibling("edited"), content);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
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

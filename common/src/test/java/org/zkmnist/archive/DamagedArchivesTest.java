package org.zkmnist.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that were cut, changed on the way, or are none at all: taken for what they are, wherever the damage lies. */
class DamagedArchivesTest {
    private static final Limits LIMITS = new Limits(10, 1000, 20_000);

    @TempDir
    Path directory;

    @Test
    void anEmptyFileIsRefused() {
        refused(new byte[0]).hasMessageEndingWith("is empty; expected a .tar.gz archive");
    }

    @Test
    void aFileThatIsNotGzippedIsRefused() {
        refused("<html>404</html>".getBytes(StandardCharsets.UTF_8))
                .hasMessageEndingWith("is not a gzip file; expected a .tar.gz archive");
        refused(new TarBytes().file("a", "x").tar()).hasMessageContaining("is not a gzip file");
    }

    @Test
    void aGzipFileThatHoldsNoTarIsRefused() {
        refused(TarBytes.gzip(new byte[0])).hasMessageContaining("ends early");
        refused(TarBytes.gzip("hello".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("is damaged");
        refused(TarBytes.gzip("hello ".repeat(1000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anArchiveCutBetweenTwoEntriesIsRefusedThoughItsGzipIsWhole() {
        byte[] tar = new TarBytes().file("a", "x").file("b", "y").tar();

        refused(TarBytes.gzip(Arrays.copyOf(tar, 1024)))
                .hasMessageContaining("is damaged: it ends early, after 1 entries");
    }

    @Test
    void zerosOfTheLastFileAreNotTakenForTheEndOfTheArchive() {
        byte[] tar = new TarBytes().file("zeros", new byte[1000]).file("b", "y").tar();

        refused(TarBytes.gzip(Arrays.copyOf(tar, 512 + 1024))).hasMessageContaining("it ends early");
    }

    @Test
    void aHeaderThatItsChecksumContradictsIsRefusedThoughItsGzipIsWhole() {
        byte[] tar = new TarBytes().file("a", "x").file("b", "y").tar();
        int nameOfSecondEntry = 1024;
        tar[nameOfSecondEntry] = 'c';

        refused(TarBytes.gzip(tar))
                .hasMessageEndingWith("is not a sound tar archive: wrong header checksum after 1 entries");
    }

    @Test
    void whatFollowsTheEndOfTheArchiveIsTakenForDamage() {
        byte[] tar = new TarBytes().file("a", "x").tar();
        byte[] twice = Arrays.copyOf(tar, 2 * tar.length);
        System.arraycopy(tar, 0, twice, tar.length, tar.length);

        refused(TarBytes.gzip(twice)).hasMessageEndingWith("is damaged: something follows the end of the archive");
    }

    @Test
    void whatFollowsTheGzipDataIsTakenForDamage() {
        byte[] archive = TarBytes.gzip(new TarBytes().file("a", "x").tar());
        byte[] longer = Arrays.copyOf(archive, archive.length + 3);
        longer[archive.length] = 'x';

        refused(longer).hasMessageContaining("is damaged");
    }

    @Test
    void noPrefixOfAnArchiveIsTakenForTheWhole() throws IOException {
        byte[] archive = Files.readAllBytes(
                new TarBytes().file("a", "x".repeat(600)).file("b/c", "y").gzippedInto(directory));
        for (int length = 0; length < archive.length; length++) {
            refused(Arrays.copyOf(archive, length));
        }
    }

    @Test
    void noFlippedBitGivesOtherContentOrAnythingButARefusal() throws IOException {
        byte[] archive = TarBytes.gzip(
                new TarBytes().file("a", "x".repeat(600)).file("b/c", "y").tar());
        int refusals = 0;
        for (int position = 0; position < archive.length; position++) {
            byte[] changed = archive.clone();
            changed[position] ^= (byte) (1 << position % 8);
            try {
                // A few bits say nothing about the content: the header's time, and what fills up the last byte of a
                // block.
                assertThat(TarGz.read(TarBytes.write(directory, changed), LIMITS))
                        .containsOnlyKeys("a", "b/c")
                        .containsEntry("b/c", new byte[] {'y'});
            } catch (InvalidArchiveException e) {
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(archive.length / 2);
    }

    @Test
    void noFlippedBitInATarGivesAnythingButContentOrARefusal() throws IOException {
        byte[] tar = new TarBytes()
                .file("n".repeat(150), "x".repeat(600))
                .special("link", TarConstants.LF_LINK, "n".repeat(150))
                .tar();
        int refusals = 0;
        for (int position = 0; position < tar.length; position += 11) {
            byte[] changed = tar.clone();
            changed[position] ^= (byte) (1 << position % 7);
            try {
                TarGz.read(TarBytes.write(directory, TarBytes.gzip(changed)), LIMITS.withHardLinks());
            } catch (InvalidArchiveException e) {
                refusals++;
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
        assertThat(refusals).isPositive();
    }

    @Test
    void aMissingFileIsNoInvalidArchive() {
        assertThatThrownBy(() -> TarGz.read(directory.resolve("missing"), LIMITS))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatTheDiskDoesNotGiveIsNoInvalidArchive() {
        assertThatThrownBy(() -> TarGz.read(directory, new Limits(1, 1, 1L << 40)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(InvalidArchiveException.class);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] archive) {
        Path file = TarBytes.write(directory, archive);
        return assertThatThrownBy(() -> TarGz.read(file, LIMITS))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageStartingWith(file + " ");
    }
}

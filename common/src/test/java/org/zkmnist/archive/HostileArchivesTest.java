package org.zkmnist.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Home of the archives that must be refused: each has one clear line, and none does anything else. */
class HostileArchivesTest {
    private static final Limits LIMITS = new Limits(10, 1000, 20_000);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /etc/passwd          | is absolute
                    ../outside           | has '..' in it
                    ./a/../../outside    | has '..' in it
                    a/..                 | has '..' in it
                    a\\..\\outside       | has a backslash
                    C:/Windows/outside   | begins with a drive letter
                    c:outside            | begins with a drive letter
                    """)
    void namesThatLeadOutAreRefused(String name, String why) {
        refused(new TarBytes().file(name, "x"))
                .hasMessageContaining(name)
                .hasMessageEndingWith("is refused: its name " + why);
    }

    @Test
    void namesOfDirectoriesThatLeadOutAreRefusedToo() {
        refused(new TarBytes().special("../outside/", TarConstants.LF_DIR, "")).hasMessageContaining("has '..' in it");
    }

    @Test
    void namesThatWouldActOnATerminalAreRefusedAndNotShown() {
        refused(new TarBytes().file("a\u001b[31m\n.txt", "x"))
                .hasMessageContaining("has control characters")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\n"));
    }

    @Test
    void aFileWithoutANameIsRefused() {
        refused(new TarBytes().file("./.", "x")).hasMessageContaining("a file without a name");
    }

    @ParameterizedTest
    @CsvSource({
        "1, a hard link",
        "2, a symbolic link",
        "3, a device",
        "4, a device",
        "6, a named pipe",
        "V, of an unknown kind"
    })
    void whatIsNeitherFileNorDirectoryIsRefused(char kind, String shown) {
        refused(new TarBytes().file("a", "x").special("b", (byte) kind, "a"))
                .hasMessageContaining("an entry 'b' that is " + shown + "; expected plain files and directories");
    }

    @Test
    void sparseFilesAreRefused() {
        refused(new TarBytes().special("sparse", TarConstants.LF_GNUTYPE_SPARSE, ""))
                .hasMessageContaining("a sparse file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "./a/b", "a//b", "a/./b"})
    void aNameThatIsThereTwiceIsRefusedHoweverItIsWritten(String again) {
        refused(new TarBytes().file("a/b", "x").file(again, "y")).hasMessageContaining("is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "later", "link", "directory", ""})
    void hardLinksToAnythingButAFileBeforeThemAreRefusedEvenWhereHardLinksAreAllowed(String target) {
        Path archive = new TarBytes()
                .special("directory/", TarConstants.LF_DIR, "")
                .file("a", "x")
                .special("link", TarConstants.LF_LINK, target)
                .file("later", "y")
                .gzippedInto(directory);

        assertThatThrownBy(() -> TarGz.read(archive, LIMITS.withHardLinks()))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageContaining("'link'");
    }

    @Test
    void symbolicLinksAreRefusedEvenWhereHardLinksAreAllowed() {
        Path archive = new TarBytes()
                .file("a", "x")
                .special("link", TarConstants.LF_SYMLINK, "a")
                .gzippedInto(directory);

        assertThatThrownBy(() -> TarGz.read(archive, LIMITS.withHardLinks()))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageContaining("a symbolic link");
    }

    @Test
    void tooManyEntriesAreRefused() {
        TarBytes tar = new TarBytes();
        for (int i = 0; i <= LIMITS.entries(); i++) {
            tar.special("d" + i + "/", TarConstants.LF_DIR, "");
        }
        refused(tar).hasMessageContaining("has more than 10 entries");
    }

    @Test
    void anEntryThatIsTooLargeIsRefused() {
        refused(new TarBytes().file("large", new byte[1001]))
                .hasMessageContaining("'large' that is 1001 bytes long; at most 1000 are read");
    }

    @Test
    void anEntryThatClaimsMoreThanTheArchiveHoldsIsRefusedBeforeMemoryIsTaken() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("huge");
        entry.setSize(8L << 30);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8), true);

        refused(TarBytes.gzip(header)).hasMessageContaining("'huge' that is 8589934592 bytes long");
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefused() {
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 10; i++) {
            tar.file("file" + i, new byte[1000]);
        }
        Path archive = tar.gzippedInto(directory);

        assertThatThrownBy(() -> TarGz.read(archive, new Limits(10, 1000, 9_000)))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessage(archive + " expands to more than the 9000 bytes that are read");
    }

    @Test
    void zerosThatExpandAThousandfoldBehindTheArchiveAreNotUnpacked() {
        byte[] tar = new TarBytes().file("a", "x").tar();
        refused(TarBytes.gzip(Arrays.copyOf(tar, 10_000_000)))
                .hasMessageContaining("expands to more than the 20000 bytes that are read");
    }

    @Test
    void namesOfAnyLengthAreBoundedLikeContent() {
        refused(new TarBytes().longNamesAsGnu().file("n".repeat(21_000), "x"))
                .hasMessageContaining("expands to more than the 20000 bytes that are read");
        refused(new TarBytes().file("n".repeat(21_000), "x"));
    }

    @Test
    void headersAreNotCollectedInMemoryWithoutBound() {
        String beginning = "2000000 comment=";
        byte[] name =
                (beginning + "n".repeat(2_000_000 - 1 - beginning.length()) + "\n").getBytes(StandardCharsets.UTF_8);
        for (byte kind : new byte[] {TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_PAX_EXTENDED_HEADER_LC}) {
            TarArchiveEntry header = new TarArchiveEntry("header", kind);
            header.setSize(name.length);
            Path archive = new TarBytes().put(header, name).file("a", "x").gzippedInto(directory);

            assertThatThrownBy(() -> TarGz.read(archive, new Limits(10, 1000, 1L << 30)))
                    .isInstanceOf(InvalidArchiveException.class)
                    .hasMessageEndingWith("has an entry with more than 1048576 bytes of headers");
        }
    }

    @Test
    void aFileThatIsLargerThanItsContentMayBeIsRefusedUnread() {
        byte[] noise = new byte[20_001];
        new Random(1).nextBytes(noise);
        refused(noise).hasMessageContaining("is 20001 bytes long, of which at most 20000 are read");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(TarBytes tar) {
        return refused(TarBytes.gzip(tar.tar()));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] archive) {
        Path file = TarBytes.write(directory, archive);
        return assertThatThrownBy(() -> TarGz.read(file, LIMITS))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageStartingWith(file + " ");
    }
}

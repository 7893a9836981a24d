package org.zkmnist.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.storage.Sha256;

class TarGzTest {
    private static final Limits LIMITS = new Limits(100, 1 << 21, 1 << 23);

    @TempDir
    Path directory;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @BeforeEach
    void threeFilesOfWhichOneNeedsSeveralBlocks() {
        entries.put("z/first.txt", bytes("hello\n"));
        entries.put("empty", new byte[0]);
        entries.put("a/b/large.bin", new byte[200_000]);
        for (int i = 0; i < 200_000; i++) {
            entries.get("a/b/large.bin")[i] = (byte) (i * 31 >> 3);
        }
    }

    @Test
    void whatIsWrittenIsReadInTheSameOrder() throws IOException {
        Map<String, byte[]> read = TarGz.read(written(), LIMITS);

        assertThat(read.keySet()).containsExactly("z/first.txt", "empty", "a/b/large.bin");
        assertSame(read, entries);
    }

    @Test
    void theSameEntriesGiveTheseBytesEverywhere() throws IOException {
        assertThat(Sha256.hex(written())).isEqualTo("ba5090b0597a6957a6db671c98991151ba4a9ebbb8edd2e12b61e31bb8965bec");
    }

    @Test
    void nothingIsClosedByWriting() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        TarGz.write(out, entries);
        assertThat(out.size()).isPositive();
    }

    @Test
    void tarUnpacksWhatIsWritten() throws IOException, InterruptedException {
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));

        assertThat(run(directory, "tar", "-tzf", written().toString()))
                .containsExactly("./z/first.txt", "./empty", "./a/b/large.bin");
        assertThat(run(directory, "tar", "-xzf", written().toString(), "-C", unpacked.toString()))
                .isEmpty();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            assertThat(unpacked.resolve(entry.getKey())).hasBinaryContent(entry.getValue());
        }
    }

    @Test
    void contentThatCameGzippedIsReadExpandedByUsAndByTar() throws IOException, InterruptedException {
        byte[] large = entries.get("a/b/large.bin");
        Path archive = directory.resolve("members.tar.gz");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarGzWriter writer = new TarGzWriter(out);
        writer.file("before", bytes("1"));
        writer.gzippedFile("large", TarBytes.gzip(large));
        writer.hardLink("again", "large");
        writer.file("after", bytes("2"));
        writer.finish();
        Files.write(archive, out.toByteArray());

        Map<String, byte[]> read = TarGz.read(archive, LIMITS.withHardLinks());
        assertThat(read).containsOnlyKeys("before", "large", "again", "after");
        assertThat(read.get("large")).isEqualTo(large);
        assertThat(read.get("again")).isSameAs(read.get("large"));
        assertThat(read.get("after")).isEqualTo(bytes("2"));
        run(directory, "tar", "-xzf", archive.toString());
        assertThat(directory.resolve("again")).hasBinaryContent(large);
        assertThat(directory.resolve("after")).hasBinaryContent(bytes("2"));
    }

    @Test
    void onlyGzipDataIsTakenOverAsGzipped() {
        TarGzWriter writer = new TarGzWriter(new ByteArrayOutputStream());
        byte[] gzipped = TarBytes.gzip(bytes("hello"));
        gzipped[gzipped.length - 1] ^= 1;

        assertThatThrownBy(() -> writer.gzippedFile("a", gzipped)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "oldgnu", "pax", "posix", "ustar", "v7"})
    void whatTarWritesIsReadWhetherNamesBeginWithADotOrNot(String format) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(directory.resolve("tree/z"));
        Files.write(tree.resolve("first.txt"), bytes("hello\n"));
        Files.createDirectories(directory.resolve("tree/a/b"));
        Files.write(directory.resolve("tree/a/b/large.bin"), entries.get("a/b/large.bin"));
        Files.write(directory.resolve("tree/empty"), new byte[0]);

        for (String[] what : List.of(new String[] {"."}, new String[] {"a", "z", "empty"})) {
            List<String> command = new ArrayList<>(List.of("tar", "--format=" + format, "-czf", "../tree.tar.gz"));
            command.addAll(List.of(what));
            run(directory.resolve("tree"), command.toArray(String[]::new));

            assertSame(TarGz.read(directory.resolve("tree.tar.gz"), LIMITS), entries);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void longAndForeignNamesAreReadFromPaxAndGnuHeaders(boolean gnu) throws IOException {
        String name = "ÄÖ/" + "long/".repeat(40) + "名前";
        TarBytes tar = gnu ? new TarBytes().longNamesAsGnu() : new TarBytes();

        assertThat(TarGz.read(tar.file(name, "x").gzippedInto(directory), LIMITS))
                .containsOnlyKeys(name);
    }

    @Test
    void directoriesAndAppleDoubleEntriesAreLeftOut() throws IOException {
        Path archive = new TarBytes()
                .file("./._a", "attributes")
                .special("./", TarConstants.LF_DIR, "")
                .special("./a/", TarConstants.LF_DIR, "")
                .file("./a/b", "x")
                .file("./a/._b", "attributes")
                .gzippedInto(directory);

        assertThat(TarGz.read(archive, LIMITS)).containsOnlyKeys("a/b");
    }

    @Test
    void aVisitorMayLeaveContentUnread() throws IOException {
        List<String> seen = new ArrayList<>();
        TarGz.visit(written(), LIMITS, (name, size, content) -> {
            seen.add(name + " " + size + " " + content.read());
            content.close();
        });

        assertThat(seen).containsExactly("z/first.txt 6 104", "empty 0 -1", "a/b/large.bin 200000 0");
    }

    @Test
    void whatAVisitorThrowsArrivesAsItIs() throws IOException {
        Path archive = written();
        IOException thrown = new IOException("not wanted");

        assertThatThrownBy(() -> TarGz.visit(archive, LIMITS, (name, size, content) -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "./a", "a//b", "a/", "a\\b", "C:a", "a\nb"})
    void namesThatReadingWouldRefuseOrChangeAreNotWritten(String name) {
        assertThatThrownBy(() -> TarGz.write(new ByteArrayOutputStream(), Map.of(name, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesLongerThanATarHeaderAreNotWritten() {
        TarGzWriter writer = new TarGzWriter(new ByteArrayOutputStream());

        assertThatThrownBy(() -> writer.file("n".repeat(99), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is too long for a tar header");
    }

    @Test
    void neitherTheSameNameTwiceNorALinkToNothingIsWritten() throws IOException {
        TarGzWriter writer = new TarGzWriter(new ByteArrayOutputStream());
        writer.file("a", new byte[0]);
        writer.hardLink("b", "a");

        assertThatThrownBy(() -> writer.file("a", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.hardLink("c", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.hardLink("d", "later")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsAreNotNegative() {
        assertThatThrownBy(() -> new Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private Path written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarGz.write(out, entries);
        return TarBytes.write(directory, out.toByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
        assertThat(actual.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((name, content) -> assertThat(actual.get(name)).isEqualTo(content));
    }

    /** Runs GNU tar, or skips the test where there is none; returns what it printed, warnings included. */
    private static List<String> run(Path workingDirectory, String... command) throws IOException, InterruptedException {
        assumeTrue(isGnuTarThere(), "GNU tar is not installed");
        Process process = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private static boolean isGnuTarThere() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("tar", "--version").start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && output.contains("GNU tar");
        } catch (IOException e) {
            return false;
        }
    }
}

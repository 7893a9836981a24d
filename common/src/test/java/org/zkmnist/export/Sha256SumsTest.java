package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256SumsTest {
    // what "printf abc | sha256sum" and "sha256sum < /dev/null" print
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path directory;

    @Test
    void linesAreThoseOfSha256sumSortedByName() {
        Sha256Sums sums = Sha256Sums.of(Map.of("b", "abc".getBytes(StandardCharsets.US_ASCII), "a", new byte[0]));

        assertThat(new String(sums.toBytes(), StandardCharsets.US_ASCII)).isEqualTo(EMPTY + "  a\n" + ABC + "  b\n");
    }

    @Test
    void aSetsSumsCoverAllItsOtherFiles() {
        assertThat(new String(ExportSamples.set(1).content("SHA256SUMS"), StandardCharsets.US_ASCII)
                        .lines()
                        .map(line -> line.substring(66)))
                .containsExactly(
                        "cal_data.json", "input.json", "manifest.json", "network_bad.onnx", "network_good.onnx");
    }

    @Test
    void bothFormsOfSha256sumAreRead() throws IOException {
        assertThat(read(EMPTY + " *a\n" + ABC + "  b c\n").digests())
                .containsExactly(Map.entry("a", EMPTY), Map.entry("b c", ABC));
    }

    @Test
    void anythingElseIsRefusedByItsLine() {
        assertThatThrownBy(() -> read(ABC + "  b\n" + ABC + " b\n"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "SHA256SUMS: line 2 is not a SHA-256 of 64 hexadecimal digits, two blanks and a name");
        assertThatThrownBy(() -> read("x".repeat(70_000))).hasMessageContaining("larger than 65536 bytes");
    }

    private Sha256Sums read(String content) throws IOException {
        return Sha256Sums.read(Files.writeString(directory.resolve("SHA256SUMS"), content));
    }
}

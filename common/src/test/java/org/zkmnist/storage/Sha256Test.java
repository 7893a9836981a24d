package org.zkmnist.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    @TempDir
    Path directory;

    /** The examples "abc" and "" of FIPS 180-2's test vectors. */
    @Test
    void digestsAreThoseOfTheStandard() {
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void aFileHasTheDigestOfItsContent() throws IOException {
        byte[] content = new byte[200_000];
        content[150_000] = 1;

        assertThat(Sha256.hex(Files.write(directory.resolve("file"), content))).isEqualTo(Sha256.hex(content));
    }
}

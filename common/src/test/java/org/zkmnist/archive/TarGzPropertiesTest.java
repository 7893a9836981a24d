package org.zkmnist.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class TarGzPropertiesTest {
    private static final Limits LIMITS = new Limits(50, 1 << 18, 1 << 22);

    private Path file;

    @BeforeProperty
    void makeFile() throws IOException {
        file = Files.createTempFile("archive", ".tar.gz");
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 200)
    void anyEntriesAreReadAsTheyWereWritten(@ForAll("archives") Map<String, byte[]> entries) throws IOException {
        write(entries);

        Map<String, byte[]> read = TarGz.read(file, LIMITS);

        assertThat(List.copyOf(read.keySet())).isEqualTo(List.copyOf(entries.keySet()));
        entries.forEach((name, content) -> assertThat(read.get(name)).isEqualTo(content));
    }

    @Property(tries = 200)
    void anyBytesBehindAGzipHeaderGiveNothingButARefusal(@ForAll @Size(max = 3000) byte[] tar) throws IOException {
        Files.write(file, TarBytes.gzip(tar));
        try {
            assertThat(TarGz.read(file, LIMITS)).isEmpty();
        } catch (InvalidArchiveException e) {
            assertThat(e).hasMessageStartingWith(file + " ");
        }
    }

    @Provide
    Arbitrary<Map<String, byte[]>> archives() {
        Arbitrary<String> part = Arbitraries.strings()
                .withChars("abcXYZ019-_ äß名")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(text -> !text.isBlank());
        Arbitrary<String> name = part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
        Arbitrary<byte[]> content = Arbitraries.bytes().array(byte[].class).ofMaxSize(2000);
        Arbitrary<byte[]> large =
                Arbitraries.integers().between(65_000, 140_000).map(byte[]::new);
        return Arbitraries.maps(name, Arbitraries.frequencyOf(Tuple.of(9, content), Tuple.of(1, large)))
                .ofMaxSize(8)
                .map(LinkedHashMap::new);
    }

    private void write(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarGz.write(out, entries);
        Files.write(file, out.toByteArray());
    }
}

package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.zkmnist.storage.Sha256;

class IdxFilePropertiesTest {
    @Property(tries = 100)
    void anyImagesAreReadWithTheDigestOfTheUncompressedFile(
            @ForAll @IntRange(min = 1, max = 200) int count, @ForAll int seed, @ForAll boolean gzipped)
            throws IOException {
        byte[] pixels = SmallMnist.noise(seed, count * 784);
        byte[] file = SmallMnist.images(pixels);

        IdxFile read = IdxFile.images(in(gzipped ? SmallMnist.gzip(file) : file), "file");

        assertThat(read.elements()).isEqualTo(pixels);
        assertThat(read.count()).isEqualTo(count);
        assertThat(read.sha256()).isEqualTo(Sha256.hex(file));
    }

    @Property(tries = 100)
    void anyDigitsAreReadAsLabels(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 9) Integer> digits, @ForAll boolean gzipped)
            throws IOException {
        byte[] file =
                SmallMnist.labels(digits.stream().mapToInt(Integer::intValue).toArray());

        IdxFile read = IdxFile.labels(in(gzipped ? SmallMnist.gzip(file) : file), "file");

        assertThat(read.elements()).isEqualTo(Arrays.copyOfRange(file, 8, file.length));
        assertThat(read.count()).isEqualTo(digits.size());
        assertThat(read.sha256()).isEqualTo(Sha256.hex(file));
    }

    @Property(tries = 200)
    void noPartOfAFileIsTakenForTheWhole(
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll int seed,
            @ForAll @IntRange(max = 9999) int share,
            @ForAll boolean gzipped) {
        byte[] file = SmallMnist.images(SmallMnist.noise(seed, count * 784));
        byte[] whole = gzipped ? SmallMnist.gzip(file) : file;
        byte[] part = Arrays.copyOf(whole, (int) ((long) whole.length * share / 10_000));

        assertThatThrownBy(() -> IdxFile.images(in(part), "file"))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith("file ");
    }

    @Property(tries = 300)
    void anyBytesGiveNothingButARefusal(@ForAll @Size(max = 100) byte[] bytes, @ForAll boolean afterMagic) {
        byte[] file = afterMagic ? SmallMnist.images(bytes) : bytes;
        for (byte[] content : new byte[][] {file, SmallMnist.gzip(file)}) {
            assertThatThrownBy(() -> IdxFile.images(in(content), "file"))
                    .isInstanceOf(InvalidDatasetException.class)
                    .hasMessageStartingWith("file ");
        }
    }

    private static ByteArrayInputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}

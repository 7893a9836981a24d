package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.storage.Sha256;

class IdxFileTest {
    private static final byte[] IMAGES = SmallMnist.images(SmallMnist.noise(3, 400 * 784));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void plainAndGzippedFilesGiveTheSame(boolean gzipped) throws IOException {
        IdxFile file = IdxFile.images(in(gzipped ? SmallMnist.gzip(IMAGES) : IMAGES), "file");

        assertThat(file.count()).isEqualTo(400);
        assertThat(file.elements()).isEqualTo(Arrays.copyOfRange(IMAGES, 16, IMAGES.length));
        assertThat(file.sha256()).isEqualTo(Sha256.hex(IMAGES));
    }

    @Test
    void gzipMembersInARowAreOneFile() throws IOException {
        InputStream members = new SequenceInputStream(
                in(SmallMnist.gzip(Arrays.copyOf(IMAGES, 1000))),
                in(SmallMnist.gzip(Arrays.copyOfRange(IMAGES, 1000, IMAGES.length))));

        assertThat(IdxFile.images(members, "file").sha256()).isEqualTo(Sha256.hex(IMAGES));
    }

    @Test
    void everyDigitIsALabel() throws IOException {
        IdxFile file =
                IdxFile.labels(in(SmallMnist.labels(IntStream.range(0, 10).toArray())), "file");

        assertThat(file.elements()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void theStreamIsReadToItsEndAndLeftOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new ByteArrayInputStream(SmallMnist.gzip(IMAGES)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        IdxFile.images(in, "file");

        assertThat(in.available()).isZero();
        assertThat(closed).isFalse();
    }

    /** Whoever takes a failing disk for a wrong file moves a sound dataset out of the way. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDiskThatFailsIsNotTakenForAMalformedFile(boolean gzipped) {
        byte[] content = gzipped ? SmallMnist.gzip(IMAGES) : IMAGES;
        for (int readable : new int[] {0, 1, 5, 1000, content.length / 2, content.length}) {
            IOException failure = new IOException("Input/output error");
            InputStream failing = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw failure;
                }
            };
            InputStream in = new SequenceInputStream(in(Arrays.copyOf(content, readable)), failing);

            assertThatThrownBy(() -> IdxFile.images(in, "file"))
                    .as("failure after %d bytes", readable)
                    .isSameAs(failure);
        }
    }

    private static InputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}

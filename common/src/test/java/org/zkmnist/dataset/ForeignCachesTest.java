package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zkmnist.archive.InvalidArchiveException;

/** Dataset caches that somebody else made: with {@code tar}, or to do harm. */
class ForeignCachesTest {
    private static final String RAW = "MNIST/raw/";

    /** What a directory of torchvision's holds: after a download the files lie there in both forms. */
    enum Form {
        PLAIN,
        GZIPPED,
        BOTH
    }

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("mnist-train-n-test.tar.gz");
    }

    @ParameterizedTest
    @CsvSource({
        "gnu, PLAIN, .", "gnu, GZIPPED, .", "gnu, BOTH, .",
        "pax, PLAIN, .", "pax, GZIPPED, train test", "ustar, BOTH, train test",
        "ustar, PLAIN, ./test ./train", "gnu, GZIPPED, train", "pax, PLAIN, test"
    })
    void whatTarMadeOfTorchvisionsDirectoriesIsRead(String format, Form form, String what) throws Exception {
        assumeTrue(isThere("tar"), "tar is not installed");
        for (String half : List.of("train", "test")) {
            writeFiles(Files.createDirectories(directory.resolve(half).resolve(RAW)), form);
        }

        tar("--format=" + format, what);

        DatasetCacheTest.assertIsSmallMnist(new DatasetCache(file).read());
    }

    @Test
    void secondNamesThatTarNoticesAreRead() throws Exception {
        assumeTrue(isThere("tar"), "tar is not installed");
        Path train = Files.createDirectories(directory.resolve("train").resolve(RAW));
        Path test = Files.createDirectories(directory.resolve("test").resolve(RAW));
        writeFiles(train, Form.PLAIN);
        for (MnistFile mnistFile : MnistFile.values()) {
            Files.createLink(test.resolve(mnistFile.idxName()), train.resolve(mnistFile.idxName()));
        }

        tar("--format=gnu", ".");

        DatasetCacheTest.assertIsSmallMnist(new DatasetCache(file).read());
    }

    @Test
    void aSymbolicLinkInPlaceOfAFileIsRefused() throws Exception {
        assumeTrue(isThere("tar"), "tar is not installed");
        Path train = Files.createDirectories(directory.resolve("train").resolve(RAW));
        writeFiles(train, Form.PLAIN);
        Path images = train.resolve(MnistFile.TRAINING_IMAGES.idxName());
        Files.move(images, directory.resolve("elsewhere"));
        Files.createSymbolicLink(images, directory.resolve("elsewhere"));

        tar("--format=gnu", "train");

        assertThatThrownBy(() -> new DatasetCache(file).read())
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageStartingWith(file + " has an entry ")
                .hasMessageContaining(MnistFile.TRAINING_IMAGES.idxName())
                .hasMessageContaining("is a symbolic link");
    }

    @ParameterizedTest
    @EnumSource(MnistFile.class)
    void aMalformedFileIsRefusedWhicheverItIs(MnistFile malformed) throws IOException {
        writeArchive(malformed, new byte[] {1, 2, 3, 4, 5});

        assertThatThrownBy(() -> new DatasetCache(file).read())
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(
                        file + ": " + DatasetCache.home(malformed) + malformed.idxName() + " begins with 01020304;");
    }

    @Test
    void anEntryThatClaimsMoreThanMnistHasIsNotUnpacked() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("train/MNIST/raw/train-images-idx3-ubyte");
        entry.setSize(1L << 40);
        byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8), true);
        Files.write(file, SmallMnist.gzip(header));

        assertThatThrownBy(() -> new DatasetCache(file).read())
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageContaining("is " + (1L << 40) + " bytes long; at most " + IdxFile.MOST_BYTES + " are read");
    }

    @Test
    void anyDamagedByteEitherShowsOrDoesNotMatter() throws IOException {
        new DatasetCache(file).write(SmallMnist.gzipped());
        byte[] whole = Files.readAllBytes(file);
        for (int position = 0; position < whole.length; position += 29) {
            byte[] damaged = whole.clone();
            damaged[position] ^= (byte) (1 << position % 8);
            Files.write(file, damaged);
            Mnist mnist;
            try {
                mnist = new DatasetCache(file).read();
            } catch (InvalidArchiveException | InvalidDatasetException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
                assertThat(e.getMessage()).doesNotContain("\n");
                continue;
            }
            DatasetCacheTest.assertIsSmallMnist(mnist);
        }
    }

    private static void writeFiles(Path raw, Form form) throws IOException {
        for (Map.Entry<MnistFile, byte[]> entry : SmallMnist.plain().entrySet()) {
            if (form != Form.GZIPPED) {
                Files.write(raw.resolve(entry.getKey().idxName()), entry.getValue());
            }
            if (form != Form.PLAIN) {
                Files.write(raw.resolve(entry.getKey().gzipName()), SmallMnist.gzip(entry.getValue()));
            }
        }
    }

    /** An archive with all files sound but one. */
    private void writeArchive(MnistFile wrong, byte[] wrongContent) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<MnistFile, byte[]> entry : SmallMnist.plain().entrySet()) {
                MnistFile mnistFile = entry.getKey();
                byte[] content = mnistFile == wrong ? wrongContent : entry.getValue();
                TarArchiveEntry header = new TarArchiveEntry(DatasetCache.home(mnistFile) + mnistFile.idxName());
                header.setSize(content.length);
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }

    private void tar(String option, String what) throws IOException, InterruptedException {
        // Packed in a directory of its own, so that the archive does not hold itself.
        Path packed = Files.createDirectory(directory.resolve("packed"));
        for (String half : List.of("train", "test")) {
            if (Files.exists(directory.resolve(half))) {
                Files.move(directory.resolve(half), packed.resolve(half));
            }
        }
        Process process = new ProcessBuilder(("tar " + option + " -czf " + file + " " + what).split(" "))
                .directory(packed.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static boolean isThere(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

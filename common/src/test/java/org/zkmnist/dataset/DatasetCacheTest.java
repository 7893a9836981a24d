package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.archive.InvalidArchiveException;
import org.zkmnist.archive.Limits;
import org.zkmnist.archive.TarGz;
import org.zkmnist.archive.TarGzWriter;
import org.zkmnist.storage.Sha256;

class DatasetCacheTest {
    private static final Map<MnistFile, byte[]> PLAIN = SmallMnist.plain();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("mnist-train-n-test.tar.gz");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        new DatasetCache(file).write(SmallMnist.gzipped());

        assertIsSmallMnist(new DatasetCache(file).read());
    }

    @Test
    void bothDirectoriesHoldAllFourFilesAsTorchvisionWantsThem() throws IOException {
        new DatasetCache(file).write(SmallMnist.gzipped());

        Map<String, byte[]> entries = TarGz.read(file, new Limits(8, 1 << 20, 1 << 20).withHardLinks());
        assertThat(entries).hasSize(8);
        PLAIN.forEach((mnistFile, content) -> {
            assertThat(entries.get("train/MNIST/raw/" + mnistFile.idxName())).isEqualTo(content);
            assertThat(entries.get("test/MNIST/raw/" + mnistFile.idxName())).isEqualTo(content);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "test"})
    void oneDirectoryIsEnoughGzippedOrPlain(String onlyDirectory) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        PLAIN.forEach((mnistFile, content) -> {
            String path = onlyDirectory + "/MNIST/raw/" + mnistFile.idxName();
            if (mnistFile.isImages()) {
                entries.put(path + ".gz", SmallMnist.gzip(content));
            } else {
                entries.put(path, content);
            }
        });

        assertIsSmallMnist(read(entries));
    }

    @Test
    void whatTorchvisionWouldLoadIsPreferredWhereverItStands() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        PLAIN.forEach((mnistFile, content) -> {
            byte[] other =
                    mnistFile.isImages() ? SmallMnist.images(new byte[784 * 5]) : SmallMnist.labels(0, 0, 0, 0, 0);
            entries.put(DatasetCache.otherDirectory(mnistFile) + mnistFile.gzipName(), SmallMnist.gzip(other));
            entries.put(DatasetCache.home(mnistFile) + mnistFile.gzipName(), SmallMnist.gzip(other));
            entries.put(DatasetCache.home(mnistFile) + mnistFile.idxName(), content);
            entries.put(DatasetCache.otherDirectory(mnistFile) + mnistFile.idxName(), other);
        });

        assertIsSmallMnist(read(entries));
    }

    @Test
    void otherFilesAndOtherDatasetsAreNoConcern() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("train/FashionMNIST/raw/train-images-idx3-ubyte", new byte[1]);
        entries.put("train/MNIST/processed/training.pt", new byte[1]);
        entries.put("train-images-idx3-ubyte", new byte[1]);
        PLAIN.forEach((mnistFile, content) -> entries.put("train/MNIST/raw/" + mnistFile.idxName(), content));

        assertIsSmallMnist(read(entries));
    }

    @Test
    void aMissingFileIsNamed() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        PLAIN.forEach((mnistFile, content) -> entries.put("train/MNIST/raw/" + mnistFile.idxName(), content));
        entries.remove("train/MNIST/raw/t10k-labels-idx1-ubyte");

        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + " lacks t10k-labels-idx1-ubyte; expected it in test/MNIST/raw/, plain or gzipped");
    }

    @Test
    void aMalformedFileIsNamedWithItsPlaceInTheArchive() {
        Map<String, byte[]> entries = Map.of("test/MNIST/raw/t10k-labels-idx1-ubyte", SmallMnist.labels(1, 99));

        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + ": test/MNIST/raw/t10k-labels-idx1-ubyte has the label 99 at position 1;"
                        + " expected digits 0 to 9");
    }

    @Test
    void moreLabelsThanImagesAreRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        PLAIN.forEach((mnistFile, content) -> entries.put("train/MNIST/raw/" + mnistFile.idxName(), content));
        entries.put("train/MNIST/raw/train-labels-idx1-ubyte", SmallMnist.labels(1, 2, 3, 4, 5, 6));

        assertThatThrownBy(() -> read(entries))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageContaining("has 5 images, but")
                .hasMessageContaining("has 6 labels");
    }

    @Test
    void aLinkFromOneOfTheFilesToAnotherIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarGzWriter writer = new TarGzWriter(out);
        writer.file("train/MNIST/raw/train-images-idx3-ubyte", PLAIN.get(MnistFile.TRAINING_IMAGES));
        writer.hardLink("test/MNIST/raw/t10k-images-idx3-ubyte", "train/MNIST/raw/train-images-idx3-ubyte");
        writer.finish();
        Files.write(file, out.toByteArray());

        assertThatThrownBy(() -> new DatasetCache(file).read())
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageContaining("test/MNIST/raw/t10k-images-idx3-ubyte is a link to train/");
    }

    @Test
    void noPrefixOfACacheIsTakenForTheWhole() throws IOException {
        new DatasetCache(file).write(SmallMnist.gzipped());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new DatasetCache(file).read())
                    .isInstanceOfAny(InvalidArchiveException.class, InvalidDatasetException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void aDamagedArchiveIsNotMistakenForADamagedFileInIt() throws IOException {
        new DatasetCache(file).write(SmallMnist.gzipped());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> new DatasetCache(file).read())
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessage(file + " is damaged: it ends early");
    }

    @Test
    void theRepositorysCacheIsTheGenuineMnist() throws IOException {
        Mnist mnist = new DatasetCache(RepositoryCache.FILE).read();

        assertThat(mnist.training().count()).isEqualTo(60_000);
        assertThat(mnist.test().count()).isEqualTo(10_000);
        assertThat(List.of(
                        mnist.training().label(0),
                        mnist.training().label(59_999),
                        mnist.test().label(0)))
                .isEqualTo(List.of(5, 8, 7));
        RepositoryCache.gzipped()
                .forEach((mnistFile, gzipped) -> assertThat(new PublishedFile(gzipped.length, Sha256.hex(gzipped)))
                        .isEqualTo(PublishedFile.mnist().get(mnistFile)));
    }

    @Test
    void theRepositorysCacheIsWhatTheWriterGives() throws IOException {
        new DatasetCache(file).write(RepositoryCache.gzipped());

        assertThat(file).hasSameBinaryContentAs(RepositoryCache.FILE);
        assertThat(Files.size(file)).isBetween(11_000_000L, 12_000_000L);
    }

    private Mnist read(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarGz.write(out, entries);
        Files.write(file, out.toByteArray());
        return new DatasetCache(file).read();
    }

    static void assertIsSmallMnist(Mnist mnist) throws IOException {
        Mnist expected = DatasetCache.parse(PLAIN);
        assertThat(mnist.training().pixels()).isEqualTo(expected.training().pixels());
        assertThat(mnist.training().labels()).containsExactly(5, 0, 4, 1, 9);
        assertThat(mnist.test().pixels()).isEqualTo(expected.test().pixels());
        assertThat(mnist.test().labels()).containsExactly(7, 2, 1);
        Map<MnistFile, String> digests = new EnumMap<>(MnistFile.class);
        PLAIN.forEach((mnistFile, content) -> digests.put(mnistFile, Sha256.hex(content)));
        assertThat(mnist.digests()).hasSize(4);
        digests.forEach((mnistFile, digest) -> assertThat(mnist.digests()).containsEntry(mnistFile.idxName(), digest));
    }
}

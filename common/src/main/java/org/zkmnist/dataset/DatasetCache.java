package org.zkmnist.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.zkmnist.archive.Limits;
import org.zkmnist.archive.TarGz;
import org.zkmnist.archive.TarGzWriter;
import org.zkmnist.storage.AtomicFile;

/**
 * The file {@code mnist-train-n-test.tar.gz}: two directories as torchvision lays them out, {@code train/MNIST/raw} and
 * {@code test/MNIST/raw}, each of which has all four files, because torchvision asks for all of them even when it loads
 * two. What is written holds each file once, as plain IDX (torchvision 0.18 accepts the gzipped form only for a download),
 * and a hard link for the other directory: with two copies the archive would be twice as large, since they lie further
 * apart than gzip can see.
 */
public final class DatasetCache {
    /** Room for the files, their gzipped forms and the tensors of older torchvision, in both directories. */
    private static final Limits LIMITS = new Limits(256, IdxFile.MOST_BYTES, 1L << 29).withHardLinks();

    private final Path file;

    public DatasetCache(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /**
     * Reads the dataset: the files may be gzipped or plain, and in one directory or both. Training files are preferably
     * taken from {@code train}, test files from {@code test}, and plain ones before gzipped ones, as torchvision does.
     *
     * @throws org.zkmnist.archive.InvalidArchiveException if the archive is damaged, hostile or too large
     * @throws InvalidDatasetException if a file is missing or malformed
     * @throws IOException if the cache cannot be read
     */
    public Mnist read() throws IOException {
        CacheEntries entries = new CacheEntries(file);
        TarGz.visit(file, LIMITS, entries);
        return entries.dataset();
    }

    /**
     * Writes the cache in place of what is there; the same four files give the same bytes everywhere.
     *
     * @param gzipped all four files, compressed as the mirrors serve them
     * @throws IOException if it cannot be written; what was there before is then untouched
     */
    public void write(Map<MnistFile, byte[]> gzipped) throws IOException {
        AtomicFile.write(file, out -> {
            TarGzWriter archive = new TarGzWriter(out);
            for (MnistFile mnistFile : MnistFile.values()) {
                archive.gzippedFile(home(mnistFile) + mnistFile.idxName(), gzipped.get(mnistFile));
            }
            for (MnistFile mnistFile : MnistFile.values()) {
                archive.hardLink(
                        otherDirectory(mnistFile) + mnistFile.idxName(), home(mnistFile) + mnistFile.idxName());
            }
            archive.finish();
        });
    }

    /** The dataset that four files make, gzipped or plain. */
    static Mnist parse(Map<MnistFile, byte[]> contents) throws IOException {
        Map<MnistFile, IdxFile> files = new EnumMap<>(MnistFile.class);
        for (Map.Entry<MnistFile, byte[]> entry : contents.entrySet()) {
            MnistFile mnistFile = entry.getKey();
            ByteArrayInputStream in = new ByteArrayInputStream(entry.getValue());
            files.put(mnistFile, CacheEntries.parse(mnistFile, in, mnistFile.idxName()));
        }
        return CacheEntries.dataset(files);
    }

    /** Directory that torchvision reads the file from, with a slash behind it. */
    static String home(MnistFile mnistFile) {
        return (mnistFile.isTraining() ? "train" : "test") + "/MNIST/raw/";
    }

    /** Directory in which torchvision only wants to see the file. */
    static String otherDirectory(MnistFile mnistFile) {
        return (mnistFile.isTraining() ? "test" : "train") + "/MNIST/raw/";
    }
}

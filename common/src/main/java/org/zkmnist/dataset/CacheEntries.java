package org.zkmnist.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zkmnist.archive.EntryVisitor;

/** Picks MNIST's files out of an archive as its entries go by, and parses of each file only the copy that counts. */
final class CacheEntries implements EntryVisitor {
    private final Path archive;
    private final Map<MnistFile, IdxFile> files = new EnumMap<>(MnistFile.class);
    private final Map<MnistFile, Integer> ranks = new EnumMap<>(MnistFile.class);

    CacheEntries(Path archive) {
        this.archive = archive;
    }

    @Override
    public void file(String name, long size, InputStream content) throws IOException {
        MnistFile mnistFile = mnistFile(name);
        if (mnistFile == null) {
            return;
        }
        int rank = rank(mnistFile, name);
        if (rank < ranks.getOrDefault(mnistFile, Integer.MAX_VALUE)) {
            // Forgotten before the better copy is read: both at once would not fit into a small heap.
            files.remove(mnistFile);
            files.put(mnistFile, parse(mnistFile, content, archive + ": " + name));
            ranks.put(mnistFile, rank);
        }
    }

    @Override
    public void hardLink(String name, String target) throws IOException {
        MnistFile mnistFile = mnistFile(name);
        if (mnistFile != null && mnistFile != mnistFile(target)) {
            throw new InvalidDatasetException(archive + ": " + name + " is a link to " + target
                    + "; expected the same file in the other directory");
        }
    }

    /** The dataset, once all entries went by. */
    Mnist dataset() throws InvalidDatasetException {
        for (MnistFile mnistFile : MnistFile.values()) {
            if (!files.containsKey(mnistFile)) {
                throw new InvalidDatasetException(archive + " lacks " + mnistFile.idxName() + "; expected it in "
                        + DatasetCache.home(mnistFile) + ", plain or gzipped");
            }
        }
        return dataset(files);
    }

    static Mnist dataset(Map<MnistFile, IdxFile> files) throws InvalidDatasetException {
        SortedMap<String, String> digests = new TreeMap<>();
        files.forEach((mnistFile, content) -> digests.put(mnistFile.idxName(), content.sha256()));
        return new Mnist(
                IdxFile.pair(files.get(MnistFile.TRAINING_IMAGES), files.get(MnistFile.TRAINING_LABELS)),
                IdxFile.pair(files.get(MnistFile.TEST_IMAGES), files.get(MnistFile.TEST_LABELS)),
                digests);
    }

    static IdxFile parse(MnistFile mnistFile, InputStream content, String source) throws IOException {
        return mnistFile.isImages() ? IdxFile.images(content, source) : IdxFile.labels(content, source);
    }

    private static MnistFile mnistFile(String name) {
        for (MnistFile mnistFile : MnistFile.values()) {
            if (rank(mnistFile, name) >= 0) {
                return mnistFile;
            }
        }
        return null;
    }

    /** How much a copy counts: 0 is the one that torchvision would load; −1 is no copy of that file at all. */
    private static int rank(MnistFile mnistFile, String name) {
        String[] byRank = {
            DatasetCache.home(mnistFile) + mnistFile.idxName(),
            DatasetCache.home(mnistFile) + mnistFile.gzipName(),
            DatasetCache.otherDirectory(mnistFile) + mnistFile.idxName(),
            DatasetCache.otherDirectory(mnistFile) + mnistFile.gzipName()
        };
        for (int rank = 0; rank < byRank.length; rank++) {
            if (byRank[rank].equals(name)) {
                return rank;
            }
        }
        return -1;
    }
}

package org.zkmnist.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.archive.InvalidArchiveException;
import org.zkmnist.storage.FailureReason;
import org.zkmnist.storage.SetAside;

/** Obtains MNIST: from the cache, or else from a mirror, and then fills the cache. */
public final class DatasetSource {
    private final DatasetCache cache;
    private final MirrorDownload download;
    private final DatasetListener listener;

    /**
     * @param cacheFile need not exist
     * @param mirrors asked in this order; see {@link Mirrors#parse} and {@link MirrorDownload#DEFAULT_MIRRORS}
     */
    public DatasetSource(Path cacheFile, List<URI> mirrors, DatasetListener listener) {
        this(new DatasetCache(cacheFile), new MirrorDownload(mirrors, cacheFile, listener), listener);
    }

    DatasetSource(DatasetCache cache, MirrorDownload download, DatasetListener listener) {
        this.cache = cache;
        this.download = download;
        this.listener = listener;
    }

    /**
     * Reads the cache. One that cannot be used is moved aside, and one that is missing is downloaded; the listener is told.
     * A cache that cannot be written is no reason to fail.
     *
     * @throws DownloadFailedException if there is no cache to be used and no mirror has the dataset
     * @throws InterruptedException if the thread is interrupted
     */
    public Mnist load() throws IOException, InterruptedException {
        Path file = cache.file();
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return download(clearDirectory(file));
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            listener.cacheMissing(file);
            return download(Optional.empty());
        }
        try {
            Mnist mnist = cache.read();
            listener.cacheRead(file);
            return mnist;
        } catch (InvalidArchiveException | InvalidDatasetException e) {
            return download(setAside(file, e.getMessage()));
        } catch (IOException e) {
            // Nothing says that its content is wrong, so it stays where it is.
            String problem = file + " cannot be read: " + FailureReason.of(e);
            listener.cacheUnusable(file, problem, Optional.empty());
            return download(Optional.of(problem));
        }
    }

    /** Docker makes an empty directory where a file that is to be mounted is missing. */
    private Optional<String> clearDirectory(Path directory) {
        try {
            Files.delete(directory);
            listener.cacheMissing(directory);
            return Optional.empty();
        } catch (DirectoryNotEmptyException e) {
            return setAside(directory, directory + " is a directory; expected the dataset cache, a .tar.gz file");
        } catch (IOException e) {
            String problem = directory + " is an empty directory that cannot be replaced by the dataset cache ("
                    + FailureReason.of(e) + "): mount the directory around it, not the file";
            listener.cacheUnusable(directory, problem, Optional.empty());
            return Optional.of(problem);
        }
    }

    /** Moves the cache out of the way; returns why it could not be moved, if so. */
    private Optional<String> setAside(Path file, String problem) {
        try {
            Path target = SetAside.rejected(file);
            listener.cacheUnusable(file, problem, Optional.of(target));
            return Optional.empty();
        } catch (IOException e) {
            listener.cacheUnusable(file, problem, Optional.empty());
            return Optional.of(file + " cannot be moved aside: " + FailureReason.of(e));
        }
    }

    /** @param obstacle why the cache cannot be written, if that is known already */
    private Mnist download(Optional<String> obstacle) throws IOException, InterruptedException {
        Map<MnistFile, byte[]> files = download.download();
        Mnist mnist = DatasetCache.parse(files);
        if (obstacle.isPresent()) {
            listener.cacheNotWritten(cache.file(), obstacle.get());
        } else {
            writeCache(files);
        }
        return mnist;
    }

    private void writeCache(Map<MnistFile, byte[]> files) throws InterruptedException {
        Path file = cache.file();
        try {
            cache.write(files);
        } catch (IOException e) {
            // Writing is broken off by an interrupt too.
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while writing " + file);
            }
            listener.cacheNotWritten(file, file + " cannot be written: " + FailureReason.of(e));
            return;
        }
        listener.cacheWritten(file);
        try {
            download.discardPartialFiles();
        } catch (IOException e) {
            // They are small, are found and used by the next download, and no reason to fail.
        }
    }
}

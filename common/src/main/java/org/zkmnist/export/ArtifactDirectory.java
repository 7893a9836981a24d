package org.zkmnist.export;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The output directory, in which a set of files replaces the one before all at once.
 *
 * <p>Whatever moment the process dies at, somebody who looks into the directory sees the complete old set or the complete
 * new one, or, before the first, no file that can be opened. The directory itself stays the same one, so that a shell
 * that is open in it sees the new files. Each name is a symbolic link by way of one other link, which is replaced in one
 * step; all of them are relative, so the directory can be moved:
 *
 * <pre>
 * network_good.onnx    -&gt; .artifacts/current/network_good.onnx    (and so on)
 * .artifacts/current   -&gt; set-4711
 * .artifacts/set-4711/    the files
 * .artifacts/lock         held while something is published
 * </pre>
 *
 * <p>Files under these names are taken over: first a copy of them becomes the current set, then a link with the same
 * content takes the place of each, and only then the new set becomes current. Outputs are ours to replace; but a file
 * that is not as a set of ours contained it (see {@link ForeignFiles}) is kept as {@code NAME.replaced-N}.
 *
 * <p>Where symbolic links cannot be had, files are moved into place one after the other, check sums last, and
 * {@link #publish} says so.
 */
public final class ArtifactDirectory {
    private static final String UNCHANGED = "the files there are as they were";

    private final Path directory;
    private final LinkSupport linkSupport;

    /** Finds out whether a directory can have symbolic links that are replaced in one step. */
    @FunctionalInterface
    interface LinkSupport {
        boolean isIn(Path directory) throws IOException;
    }

    /** @param directory made when something is published, if it is missing */
    public ArtifactDirectory(Path directory) {
        this(directory, SymbolicLinks::areSupportedIn);
    }

    ArtifactDirectory(Path directory, LinkSupport linkSupport) {
        this.directory = directory;
        this.linkSupport = linkSupport;
    }

    public Path directory() {
        return directory;
    }

    /**
     * Replaces the set in the directory; waits while another thread or process publishes there. A set that is there
     * already, byte for byte, is left untouched.
     *
     * @throws ArtifactDirectoryException if the directory is a file, is not writable, or the disk is full, in one line;
     *     the old set is still there
     * @throws ClosedByInterruptException if the thread was interrupted; the old set is still there
     */
    public Publication publish(ArtifactSet set) throws IOException {
        try {
            Path real = makeDirectory();
            ArtifactStore store = new ArtifactStore(real);
            DirectoryLock lock = DirectoryLock.acquire(store.root(), "lock");
            try {
                return publish(set.files(), real, store);
            } finally {
                lock.close();
            }
        } catch (ArtifactDirectoryException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw ArtifactDirectoryException.writing(directory, e, UNCHANGED);
        }
    }

    /**
     * Finds out, without making anything, whether there is a directory to publish to, or one can be made: what takes long
     * should not be done in vain. It may still turn out differently when something is published.
     *
     * @throws ArtifactDirectoryException if the directory, or what it would lie in, is a file or not writable, in one line
     */
    public void requireWritable() throws ArtifactDirectoryException {
        Path existing = directory.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        requireNoFile(existing.equals(directory.toAbsolutePath()) ? directory : existing);
        if (!Files.isWritable(existing)) {
            throw ArtifactDirectoryException.writing(
                    directory, new AccessDeniedException(existing.toString()), UNCHANGED);
        }
    }

    private static void requireNoFile(Path path) throws ArtifactDirectoryException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new ArtifactDirectoryException(path + " is a file, expected a directory to write the artifacts to");
        }
    }

    private Path makeDirectory() throws IOException {
        requireNoFile(directory);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        Path real = directory.toRealPath();
        Files.createDirectories(new ArtifactStore(real).root());
        return real;
    }

    private Publication publish(Map<String, byte[]> next, Path real, ArtifactStore store) throws IOException {
        PublishedNames names = new PublishedNames(real);
        names.requireReplaceable();
        store.deleteLeftOvers();
        Map<String, byte[]> present = names.read();
        if (PublishedNames.same(present, next)) {
            return new Publication(false, List.of());
        }
        Path fresh = store.write(next);
        boolean done = false;
        try {
            List<String> notices = new ArrayList<>(new ForeignFiles(real).keep(present, next));
            if (linkSupport.isIn(store.root())) {
                replaceAtOnce(fresh, present, names, store);
            } else {
                notices.add(replaceOneByOne(fresh, names, store));
            }
            done = true;
            return new Publication(true, notices);
        } finally {
            if (!done) {
                store.delete(fresh);
            }
        }
    }

    private static void replaceAtOnce(
            Path fresh, Map<String, byte[]> present, PublishedNames names, ArtifactStore store) throws IOException {
        // Sets that were current until now: somebody may be reading them.
        Set<Path> kept = new HashSet<>();
        store.current().ifPresent(kept::add);
        if (!names.areLinks()) {
            // Links are made one by one: each must show, until all are there, what the observer has seen before.
            if (!present.isEmpty() || !kept.isEmpty()) {
                Path copy = store.write(present);
                store.pointTo(copy);
                kept.add(copy);
            }
            names.makeLinks(store);
        }
        store.pointTo(fresh);
        kept.add(fresh);
        store.deleteSetsExcept(kept);
    }

    private String replaceOneByOne(Path fresh, PublishedNames names, ArtifactStore store) throws IOException {
        try {
            names.moveHere(fresh);
        } catch (IOException e) {
            throw ArtifactDirectoryException.writing(
                    directory,
                    e,
                    "files of the old and the new set are mixed there, as SHA256SUMS tells: publish again");
        }
        store.forgetCurrent();
        store.deleteSetsExcept(Set.of());
        return directory
                + ": this file system has no symbolic links that can be replaced in one step, so the files were"
                + " replaced one after the other, SHA256SUMS last";
    }

    /**
     * The set that is in the directory, for reading; empty if there is none, or a file of it is missing.
     *
     * <p>Contents are not checked: see {@link ArtifactCheck}.
     */
    public Optional<PublishedSet> current() throws IOException {
        PublishedNames names = new PublishedNames(directory);
        Optional<Path> set = names.areLinks() ? new ArtifactStore(directory).current() : Optional.of(directory);
        return set.filter(found -> new PublishedNames(found).areComplete()).map(PublishedSet::new);
    }
}

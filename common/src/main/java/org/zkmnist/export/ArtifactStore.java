package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import org.zkmnist.storage.AtomicFile;
import org.zkmnist.storage.FilePermissions;

/**
 * The hidden directory beside the published names: holds each set in a directory of its own, and the link
 * {@code current} to one of them.
 *
 * <p>Everything but {@link #current()} is for the holder of the directory's lock.
 */
final class ArtifactStore {
    static final String NAME = ".artifacts";
    static final String CURRENT = "current";
    private static final String SET = "set-";

    /** What is left of a process that died. Other names are none of ours and stay. */
    private static final String LEFT_OVERS = "{set-,link-,probe-}*";

    private final Path root;

    ArtifactStore(Path directory) {
        this.root = directory.resolve(NAME);
    }

    Path root() {
        return root;
    }

    /**
     * Writes a set of files into a new directory, forces it to disk and reads it back.
     *
     * @return the directory
     * @throws IOException if anything fails; nothing is left behind
     */
    Path write(Map<String, byte[]> files) throws IOException {
        Path set = Files.createTempDirectory(root, SET);
        try {
            FilePermissions.makeOrdinary(set);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                AtomicFile.write(set.resolve(file.getKey()), out -> out.write(file.getValue()));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!Arrays.equals(Files.readAllBytes(set.resolve(file.getKey())), file.getValue())) {
                    throw new IOException(file.getKey() + " reads back differently from what was written");
                }
            }
            AtomicFile.forceDirectory(root);
            return set;
        } catch (IOException | RuntimeException e) {
            delete(set);
            throw e;
        }
    }

    /** Makes {@code current} point to a set: from one moment to the next, all published names show its files. */
    void pointTo(Path set) throws IOException {
        SymbolicLinks.replace(root.resolve(CURRENT), set.getFileName(), root);
        AtomicFile.forceDirectory(root);
    }

    boolean hasCurrent() {
        return Files.exists(root.resolve(CURRENT), LinkOption.NOFOLLOW_LINKS);
    }

    /** The directory of the current set, which may lack files; fails with NoSuchFileException if there is none. */
    Path current() throws IOException {
        return root.resolve(CURRENT).toRealPath();
    }

    /** Deletes the link {@code current}; the sets are swept when something is published the next time. */
    void forgetCurrent() throws IOException {
        Files.deleteIfExists(root.resolve(CURRENT));
    }

    /** Deletes all sets but the current one, and what processes that died have left, as far as that can be deleted. */
    void sweep() throws IOException {
        Path current = null;
        try {
            current = current();
        } catch (NoSuchFileException e) {
            // nothing was published yet: all sets are left over from processes that died
        }
        try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(root, LEFT_OVERS)) {
            for (Path leftOver : leftOvers) {
                if (!leftOver.equals(current)) {
                    deleteIfPossible(leftOver);
                }
            }
        }
    }

    private void deleteIfPossible(Path leftOver) {
        try {
            delete(leftOver);
        } catch (IOException e) {
            // Network file systems and Windows keep files that somebody still reads: they go with the next sweep.
        }
    }

    /** Deletes a directory with what is in it; links are not followed. */
    void delete(Path set) throws IOException {
        Files.walkFileTree(set, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

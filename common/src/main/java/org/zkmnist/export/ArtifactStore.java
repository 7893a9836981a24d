package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final String PARTIAL = "partial-";

    /** What is left of a process that died. Names other than these and sets are none of ours and stay. */
    private static final String LEFT_OVERS = "{partial-,link-,probe-}*";

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
        Path partial = Files.createTempDirectory(root, PARTIAL);
        try {
            FilePermissions.makeOrdinary(partial);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                AtomicFile.write(partial.resolve(file.getKey()), out -> out.write(file.getValue()));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!Arrays.equals(Files.readAllBytes(partial.resolve(file.getKey())), file.getValue())) {
                    throw new IOException(file.getKey() + " reads back differently from what was written");
                }
            }
            String unique = partial.getFileName().toString().substring(PARTIAL.length());
            Path set = Files.move(partial, root.resolve(SET + unique), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceDirectory(root);
            return set;
        } catch (IOException | RuntimeException e) {
            delete(partial);
            throw e;
        }
    }

    /** Makes {@code current} point to a set: from one moment to the next, all published names show its files. */
    void pointTo(Path set) throws IOException {
        SymbolicLinks.replace(root.resolve(CURRENT), set.getFileName(), root);
        AtomicFile.forceDirectory(root);
    }

    /** The directory of the current set, which may lack files; empty if there is none. */
    Optional<Path> current() throws IOException {
        try {
            return Optional.of(root.resolve(CURRENT).toRealPath());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Deletes the link {@code current}, not the set. */
    void forgetCurrent() throws IOException {
        Files.deleteIfExists(root.resolve(CURRENT));
    }

    /** Deletes what processes that died have left half done, as far as that can be deleted. */
    void deleteLeftOvers() throws IOException {
        deleteAll(LEFT_OVERS, Set.of());
    }

    /** Deletes all sets but these, as far as they can be deleted. */
    void deleteSetsExcept(Set<Path> kept) throws IOException {
        deleteAll(SET + "*", kept);
    }

    private void deleteAll(String pattern, Set<Path> kept) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, pattern)) {
            for (Path entry : entries) {
                if (!kept.contains(entry)) {
                    deleteIfPossible(entry);
                }
            }
        }
    }

    private void deleteIfPossible(Path entry) {
        try {
            delete(entry);
        } catch (IOException e) {
            // Network file systems and Windows keep files that somebody still reads: they go the next time.
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

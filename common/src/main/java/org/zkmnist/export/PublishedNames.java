package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zkmnist.storage.AtomicFile;

/** The six names that an observer of the output directory sees, each a link into the current set or a file. */
final class PublishedNames {
    private final Path directory;

    PublishedNames(Path directory) {
        this.directory = directory;
    }

    /** Whether every name is a link of ours. */
    boolean areLinks() {
        return ArtifactSet.FILE_NAMES.stream().allMatch(this::isLink);
    }

    /** Whether every name shows a regular file. */
    boolean areComplete() {
        return ArtifactSet.FILE_NAMES.stream().allMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    private boolean isLink(String name) {
        try {
            return Files.readSymbolicLink(directory.resolve(name)).equals(target(name));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Path target(String name) {
        return directory.getFileSystem().getPath(ArtifactStore.NAME, ArtifactStore.CURRENT, name);
    }

    /** Refuses names under which something lies that cannot be replaced by a file. */
    void requireReplaceable() throws ArtifactDirectoryException {
        for (String name : ArtifactSet.FILE_NAMES) {
            Path path = directory.resolve(name);
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new ArtifactDirectoryException(
                        path + " is not a file: move it away, a file of that name is to be written");
            }
        }
    }

    /** What an observer reads under each name; names without a file are missing. */
    Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            try {
                files.put(name, Files.readAllBytes(directory.resolve(name)));
            } catch (NoSuchFileException e) {
                // the observer sees no such file either
            }
        }
        return files;
    }

    static boolean same(Map<String, byte[]> files, Map<String, byte[]> others) {
        return files.keySet().equals(others.keySet())
                && files.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), others.get(file.getKey())));
    }

    /** Turns every name into a link to the file of the current set, one after the other. */
    void makeLinks(ArtifactStore store) throws IOException {
        for (String name : ArtifactSet.FILE_NAMES) {
            if (!isLink(name)) {
                SymbolicLinks.replace(directory.resolve(name), target(name), store.root());
            }
        }
        AtomicFile.forceDirectory(directory);
    }

    /** Moves the files of a set into place one after the other, the check sums last. */
    void moveHere(Path set) throws IOException {
        for (String name : ArtifactSet.FILE_NAMES) {
            Files.move(
                    set.resolve(name),
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        AtomicFile.forceDirectory(directory);
    }
}

package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zkmnist.storage.AtomicFile;
import org.zkmnist.storage.Sha256;

/**
 * Keeps what is not ours: a file that has the name of a published one, but that no set of this product contains.
 *
 * <p>The check sums in the directory tell the two apart. What they list was published by us, and can be replaced.
 * Anything else, such as somebody's own {@code input.json} or a file that was edited since, is copied to
 * {@code NAME.replaced-N} before a set takes its place.
 */
final class ForeignFiles {
    private final Path directory;

    ForeignFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies all foreign files among {@code present}.
     *
     * @param present what lies under the published names
     * @param next what will lie there: files that stay the same need no copy
     * @return a line a copy, to be shown to the user
     */
    List<String> keep(Map<String, byte[]> present, Map<String, byte[]> next) throws IOException {
        Map<String, String> vouchedFor = sums(present);
        List<String> notices = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : present.entrySet()) {
            String name = file.getKey();
            boolean ours = name.equals(Sha256Sums.FILE_NAME)
                    ? !vouchedFor.isEmpty()
                    : Sha256.hex(file.getValue()).equals(vouchedFor.get(name));
            if (!ours && !Arrays.equals(file.getValue(), next.get(name))) {
                Path copy = copy(name, file.getValue());
                notices.add(directory.resolve(name) + " is not as this product wrote it: its content is kept in "
                        + copy.getFileName());
            }
        }
        return notices;
    }

    /** The check sums in the directory, or none if they are not of a set of ours. */
    private Map<String, String> sums(Map<String, byte[]> present) throws IOException {
        if (!present.containsKey(Sha256Sums.FILE_NAME)) {
            return Map.of();
        }
        Map<String, String> digests;
        try {
            digests = Sha256Sums.read(directory.resolve(Sha256Sums.FILE_NAME)).digests();
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            return Map.of();
        }
        Set<String> expected = new HashSet<>(ArtifactSet.FILE_NAMES);
        expected.remove(Sha256Sums.FILE_NAME);
        return digests.keySet().equals(expected) ? digests : Map.of();
    }

    private Path copy(String name, byte[] content) throws IOException {
        for (int n = 1; ; n++) {
            Path copy = directory.resolve(name + ".replaced-" + n);
            if (!Files.exists(copy)) {
                AtomicFile.write(copy, out -> out.write(content));
                return copy;
            }
            // A process that died after it had made the copy: one is enough.
            if (Files.isRegularFile(copy) && Arrays.equals(Files.readAllBytes(copy), content)) {
                return copy;
            }
        }
    }
}

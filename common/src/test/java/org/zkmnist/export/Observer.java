package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zkmnist.storage.Sha256;

/** Looks into an output directory as a user or another program would. */
final class Observer {
    /** What {@link #setIn} says of a directory in which no published name can be opened. */
    static final String NOTHING = "nothing";

    private Observer() {}

    /** Names the set that the directory shows by the digest of its check sums; fails if it shows anything but one set. */
    static String setIn(Path directory) throws IOException {
        List<String> present = ArtifactSet.FILE_NAMES.stream()
                .filter(name -> Files.exists(directory.resolve(name)))
                .toList();
        if (present.isEmpty()) {
            return NOTHING;
        }
        assertThat(present).as("files in " + directory).isEqualTo(ArtifactSet.FILE_NAMES);
        assertThat(ArtifactCheck.check(directory))
                .allSatisfy(file -> assertThat(file.problem()).as(file.name()).isEmpty());
        return Sha256.hex(directory.resolve(Sha256Sums.FILE_NAME));
    }

    /** What {@link #setIn} says of a directory that shows this set. */
    static String nameOf(ArtifactSet set) {
        return Sha256.hex(set.content(Sha256Sums.FILE_NAME));
    }

    /** All names in the directory, sorted. */
    static List<String> namesIn(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        return names.stream().sorted().toList();
    }

    /** How many sets lie in the hidden directory, finished or not. */
    static long setsStoredIn(Path directory) throws IOException {
        return namesIn(directory.resolve(".artifacts")).stream()
                .filter(name -> name.startsWith("set-"))
                .count();
    }
}

package org.zkmnist.auto.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.PublishedSet;
import org.zkmnist.export.Sha256Sums;

/** Opens downloads, also while they are being replaced. */
final class Snapshots {
    /** Each takes two publications in the time of opening a few files. */
    private static final int ATTEMPTS = 10;

    private final Publications publications;
    private final Measurements measurements;

    Snapshots(Publications publications, Measurements measurements) {
        this.publications = publications;
        this.measurements = measurements;
    }

    /**
     * Opens a download; the caller closes it.
     *
     * @return empty if it is not there, or not yet
     * @throws MixedSetException if files of the set do not belong together
     * @throws IOException if it is there and cannot be read
     */
    Optional<Snapshot> open(Download download) throws IOException {
        return switch (download.kind()) {
            case MODEL_CACHE -> openModelCache();
            case ARTIFACT -> openInSet(set -> OpenFile.open(set.directory().resolve(download.name())));
            case ARCHIVE -> openInSet(this::openArchive);
        };
    }

    private Optional<Snapshot> openModelCache() throws IOException {
        try {
            return Optional.of(OpenFile.open(publications.modelCache()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Opening {
        /** @throws NoSuchFileException if the set is not, or no longer, all there */
        Snapshot in(PublishedSet set) throws IOException;
    }

    private Optional<Snapshot> openInSet(Opening opening) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<PublishedSet> set = publications.current();
            if (set.isEmpty()) {
                break;
            }
            try {
                return Optional.of(opening.in(set.get()));
            } catch (NoSuchFileException e) {
                // Two other sets have been published since: the next round finds the newer one.
            }
        }
        return Optional.empty();
    }

    private Snapshot openArchive(PublishedSet set) throws IOException {
        List<OpenFile> files = new ArrayList<>();
        boolean done = false;
        try {
            for (String name : ArtifactSet.FILE_NAMES) {
                files.add(OpenFile.open(set.directory().resolve(name)));
            }
            List<OpenArchive.Entry> entries = entries(files);
            requireOneSet(set, entries);
            done = true;
            return new OpenArchive(entries);
        } finally {
            if (!done) {
                for (OpenFile file : files) {
                    file.close();
                }
            }
        }
    }

    private List<OpenArchive.Entry> entries(List<OpenFile> files) throws IOException {
        List<OpenArchive.Entry> entries = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String name = ArtifactSet.FILE_NAMES.get(i);
            entries.add(new OpenArchive.Entry(name, files.get(i), measurements.of(name, files.get(i))));
        }
        return entries;
    }

    /** Where files are replaced one after the other, some may be newer than others. */
    private static void requireOneSet(PublishedSet set, List<OpenArchive.Entry> entries) throws IOException {
        SortedMap<String, String> digests = set.sums().digests();
        for (OpenArchive.Entry entry : entries) {
            boolean vouchedFor = entry.name().equals(Sha256Sums.FILE_NAME)
                    ? FileIdentity.of(set.sumsPath()).equals(entry.file().identity())
                    : entry.measurement().hex().equals(digests.get(entry.name()));
            if (!vouchedFor) {
                throw new MixedSetException(entry.name() + " is not the file that " + Sha256Sums.FILE_NAME
                        + " lists: the files are being replaced, or were changed by hand; then export them again");
            }
        }
    }
}

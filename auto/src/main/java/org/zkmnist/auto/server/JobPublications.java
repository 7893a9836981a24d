package org.zkmnist.auto.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.zkmnist.Settings;
import org.zkmnist.auto.files.Publications;
import org.zkmnist.auto.status.StatusLine;
import org.zkmnist.auto.status.StatusRecorder;
import org.zkmnist.export.ArtifactDirectory;
import org.zkmnist.export.PublishedSet;

/**
 * What the job has published. Files that an earlier run left are given out only once this run's job has come to the same
 * ones, or has replaced them: who gets a file can rely on its being that of the present settings.
 */
final class JobPublications implements Publications {
    private final Settings settings;
    private final StatusRecorder recorder;
    private final ArtifactDirectory directory;

    JobPublications(Settings settings, StatusRecorder recorder) {
        this.settings = settings;
        this.recorder = recorder;
        this.directory = new ArtifactDirectory(settings.output());
    }

    @Override
    public Optional<PublishedSet> current() throws IOException {
        return recorder.current().isReady() ? directory.current() : Optional.empty();
    }

    @Override
    public String progressLine() {
        return StatusLine.of(recorder.current());
    }

    @Override
    public Path modelCache() {
        return settings.modelCache();
    }
}

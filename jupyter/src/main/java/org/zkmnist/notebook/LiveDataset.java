package org.zkmnist.notebook;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Shows where MNIST comes from: a download has a progress bar for each file, a dataset cache is not worth a word. */
final class LiveDataset extends NoticeDisplay {
    private final Screen screen;
    private final Pace pace = new Pace(250);
    private ProgressBar bar;

    LiveDataset(Screen screen) {
        super(screen);
        this.screen = screen;
    }

    @Override
    public void fileStarted(URI mirror, String fileName, long present, long total) {
        bar = new ProgressBar(screen);
        bar.show(present, total, label(mirror, fileName));
    }

    @Override
    public void bytesArrived(URI mirror, String fileName, long present, long total) {
        if (present == total || pace.isTime()) {
            bar.show(present, total, label(mirror, fileName));
        }
    }

    private static String label(URI mirror, String fileName) {
        return fileName + " from " + mirror.getHost();
    }

    @Override
    public void mirrorFailed(URI mirror, String fileName, String reason) {
        notice(mirror.getHost() + " did not give " + fileName + ": " + reason);
    }

    @Override
    public void cacheUnusable(Path cache, String problem, Optional<Path> setAside) {
        notice(problem
                + setAside.map(path -> "; moved aside as " + path.getFileName()).orElse(""));
    }

    @Override
    public void cacheNotWritten(Path cache, String problem) {
        notice(problem + "; MNIST is used, but not kept for the next time");
    }
}

package org.zkmnist.auto.status;

import java.util.Locale;
import org.zkmnist.model.ModelKind;

/** Says in one line where the job stands. */
public final class StatusLine {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private StatusLine() {}

    public static String of(JobStatus status) {
        return switch (status.state()) {
            case READY -> "ready: all artifacts are in place";
            case FAILED -> "failed: " + status.failure().map(Failure::message).orElse("unknown");
            case WORKING -> working(status);
        };
    }

    private static String working(JobStatus status) {
        JobProgress progress = JobProgress.of(status);
        // Rounded down: the whole of the work is done only when it is ready.
        String share = (int) (progress.fraction() * 100) + " % of the work";
        String left = progress.secondsLeft()
                .map(seconds -> ", " + duration(seconds) + " left")
                .orElse("");
        return status.stage().label() + ": " + doing(status) + ", " + share + left;
    }

    private static String doing(JobStatus status) {
        return switch (status.stage()) {
            case DATASET -> status.download().map(StatusLine::downloading).orElse("reading");
            case GOOD -> doing(status.models().get(ModelKind.GOOD));
            case BAD -> doing(status.models().get(ModelKind.BAD));
            case EXPORT -> "writing the artifacts";
        };
    }

    private static String downloading(Download download) {
        return String.format(
                Locale.ROOT,
                "downloading %s, %.1f of %.1f MB",
                download.file(),
                download.present() / BYTES_PER_MEGABYTE,
                download.total() / BYTES_PER_MEGABYTE);
    }

    private static String doing(ModelStatus model) {
        return switch (model.state()) {
            case WAITING -> "preparing";
            case TRAINING -> "epoch " + model.epoch() + " of " + model.epochs();
            case READY -> "done";
        };
    }

    private static String duration(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}

package org.zkmnist.auto.status;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.zkmnist.dataset.DownloadFailedException;
import org.zkmnist.dataset.InvalidDatasetException;
import org.zkmnist.export.ArtifactDirectoryException;
import org.zkmnist.storage.FailureReason;

/**
 * Why the job failed, and what can be done about it, a line each.
 *
 * @param message what was wrong, and where
 * @param advice what to do; ends with how to try again
 */
public record Failure(String message, String advice) {
    private static final String TRY_AGAIN = ", then try again: a button of the page, or a POST to /api/retry";

    /** Words for what a job has thrown. */
    public static Failure of(Throwable thrown) {
        return new Failure(message(thrown), advice(thrown) + TRY_AGAIN);
    }

    /** One line that says what was wrong and where. */
    public static String message(Throwable thrown) {
        return words(thrown).replaceAll("\\s+", " ").strip();
    }

    private static String words(Throwable thrown) {
        if (thrown instanceof FileSystemException onDisk) {
            // The file system's own message is the name of the file only.
            return onDisk.getFile() + ": " + FailureReason.of(onDisk);
        }
        if (thrown instanceof IOException problem) {
            return FailureReason.of(problem);
        }
        if (thrown instanceof IllegalArgumentException && thrown.getMessage() != null) {
            return thrown.getMessage();
        }
        if (thrown instanceof OutOfMemoryError) {
            return "the Java heap of " + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB is too small";
        }
        return "an error of the program itself, please report it: " + thrown;
    }

    private static String advice(Throwable thrown) {
        if (thrown instanceof ArtifactDirectoryException) {
            return "make room there and see that the directory can be written";
        }
        if (thrown instanceof DownloadFailedException || thrown instanceof InvalidDatasetException) {
            return "connect to the network, or put mnist-train-n-test.tar.gz into the data directory";
        }
        if (thrown instanceof IllegalArgumentException) {
            return "start the modeller with other options";
        }
        if (thrown instanceof OutOfMemoryError) {
            return "start the modeller with MODELLER_JAVA_OPTS=-Xmx512m";
        }
        return "remove the cause";
    }
}

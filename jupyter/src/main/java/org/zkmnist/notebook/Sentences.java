package org.zkmnist.notebook;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.zkmnist.storage.FailureReason;

/** Turns the failures that a reader can do something about into a {@link NotebookException}. */
final class Sentences {
    static final String STOPPED =
            "Stopped. What was not finished changed nothing; run the cell again to start it from the beginning.";

    private Sentences() {}

    /** Something that a cell does. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Does it; errors of the program itself are passed on as they are. */
    static <T> T speaking(Work<T> work) {
        try {
            return work.run();
        } catch (InterruptedException e) {
            throw new NotebookException(STOPPED);
        } catch (IOException e) {
            throw new NotebookException(line(e));
        } catch (IllegalArgumentException e) {
            throw new NotebookException(e.getMessage());
        }
    }

    /** Messages of this product's own exceptions are lines already; the file system's name only the file. */
    private static String line(IOException failure) {
        String reason = FailureReason.of(failure);
        return failure instanceof FileSystemException onDisk ? onDisk.getFile() + ": " + reason : reason;
    }
}

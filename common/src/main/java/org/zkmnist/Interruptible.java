package org.zkmnist;

import java.io.IOException;

/** Tells a job that failed because it was told to stop from one that failed by itself. */
final class Interruptible {
    private Interruptible() {}

    /** What may be broken off by interrupting its thread. */
    @FunctionalInterface
    interface Job<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Runs a job. Writing or locking a file is broken off by an interrupt too, which then looks like a failure of the disk.
     *
     * @throws InterruptedException if the thread was interrupted, wherever the job was
     */
    static <T> T run(Job<T> job) throws IOException, InterruptedException {
        try {
            return job.run();
        } catch (IOException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            InterruptedException interruption = new InterruptedException("interrupted while working with a file");
            interruption.initCause(e);
            throw interruption;
        }
    }
}

package org.zkmnist.auto;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end the job cleanly: the working thread is interrupted and given time to tidy up, and then the
 * process ends with 130 or 143, as the virtual machine does it by itself.
 */
final class Interruption {
    private static final long SECONDS_TO_TIDY_UP = 10;

    private final CountDownLatch finished = new CountDownLatch(1);

    private Interruption() {}

    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(worker), "shutdown"));
        return interruption;
    }

    private void stop(Thread worker) {
        if (finished.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            finished.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process. Does not return; while a signal is ending it already, that signal's exit code counts. */
    void exit(int exitCode) {
        finished.countDown();
        System.exit(exitCode);
    }
}

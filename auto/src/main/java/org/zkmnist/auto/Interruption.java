package org.zkmnist.auto;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C and SIGTERM end the job cleanly: the working thread is interrupted and given time to tidy up, and then the
 * process ends with 130 or 143, as the virtual machine does it by itself; with 1 if the job had failed before.
 */
final class Interruption {
    private static final long SECONDS_TO_TIDY_UP = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean failed;

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
            if (finished.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS) && failed) {
                // While the virtual machine is ending, its exit code can be chosen in this way only.
                Runtime.getRuntime().halt(ModellerCommand.FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends the process. Does not return; while a signal is ending it already, that signal's exit code counts, unless the
     * job has failed.
     */
    void exit(int exitCode) {
        failed = exitCode == ModellerCommand.FAILED;
        finished.countDown();
        System.exit(exitCode);
    }
}

package org.zkmnist.notebook;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/**
 * The screen of the kernel that this program runs in.
 *
 * <p>Pictures are sent by a thread of their own: the stop button interrupts the thread that runs the cell, and an interrupt
 * in the middle of sending would close the kernel's connection.
 */
final class KernelScreen implements Screen {
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "notebook-screen");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public String show(Picture picture) {
        return completed(sender.submit(() -> BaseNotebookStatics.display(picture)));
    }

    @Override
    public void replace(String id, Picture picture) {
        completed(sender.submit(() -> BaseNotebookStatics.updateDisplay(id, picture), null));
    }

    /** Waits, so that the cell does not end before its pictures are there; an interrupt is kept for whoever looks for it. */
    private static <T> T completed(Future<T> sending) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return sending.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the kernel cannot show a picture", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

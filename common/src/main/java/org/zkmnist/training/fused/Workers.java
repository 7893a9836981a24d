package org.zkmnist.training.fused;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed number of threads, the caller's among them, that share out numbered pieces of work.
 *
 * <p>Between two calls a millisecond or less passes, so waiting threads look for work a while before they sleep. Which
 * thread does which piece is left to chance; results must not depend on it.
 */
final class Workers implements AutoCloseable {
    /** One piece of work; {@code worker} says whose buffers may be used, 0 to before the number of threads. */
    @FunctionalInterface
    interface Piece {
        void run(int piece, int worker);
    }

    private static final int SPINS_BEFORE_SLEEP = 20_000;

    private final Thread[] threads;
    private final AtomicInteger nextPiece = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private int pieces;
    private Piece work;
    private volatile int round;
    private volatile boolean closed;
    private volatile Throwable failure;
    private volatile Thread caller;

    /** @param count threads in all, at least 1 */
    Workers(int count) {
        threads = new Thread[count - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = new Thread(() -> serve(worker), "training-" + worker);
            threads[i].setDaemon(true);
            threads[i].start();
        }
    }

    /** Number of threads, the caller's included. */
    int count() {
        return threads.length + 1;
    }

    /** Runs pieces 0 to before {@code count} on all threads and returns when all are done. One call at a time. */
    void run(int count, Piece piece) {
        caller = Thread.currentThread();
        work = piece;
        pieces = count;
        nextPiece.set(0);
        busy.set(threads.length);
        round++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        takePieces(0);
        for (int spins = 0; busy.get() > 0; spins++) {
            pause(spins);
        }
        work = null;
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a training thread failed", thrown);
        }
    }

    private void serve(int worker) {
        int done = 0;
        while (true) {
            for (int spins = 0; round == done && !closed; spins++) {
                pause(spins);
            }
            if (closed) {
                return;
            }
            done++;
            takePieces(worker);
            if (busy.decrementAndGet() == 0) {
                LockSupport.unpark(caller);
            }
        }
    }

    private void takePieces(int worker) {
        try {
            for (int piece = nextPiece.getAndIncrement(); piece < pieces; piece = nextPiece.getAndIncrement()) {
                work.run(piece, worker);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS_BEFORE_SLEEP) {
            Thread.onSpinWait();
        } else {
            LockSupport.park();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}

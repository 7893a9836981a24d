package org.zkmnist.notebook;

import java.util.concurrent.TimeUnit;

/** Keeps live pictures from being drawn more often than an eye, a browser and a notebook's file can take. */
final class Pace {
    private final long nanoseconds;
    private long last;

    /** @param milliseconds from one picture to the next, at least; the first one need not wait */
    Pace(long milliseconds) {
        nanoseconds = TimeUnit.MILLISECONDS.toNanos(milliseconds);
        last = System.nanoTime() - nanoseconds;
    }

    /** Whether it is time for the next picture, which is then taken for drawn. */
    boolean isTime() {
        long now = System.nanoTime();
        if (now - last < nanoseconds) {
            return false;
        }
        last = now;
        return true;
    }
}

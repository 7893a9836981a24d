package org.zkmnist.notebook;

/** Keeps live pictures from being drawn more often than an eye, a browser and a notebook's file can take. */
final class Pace {
    private static final long NANOSECONDS_BETWEEN = 250_000_000;

    private long last = System.nanoTime() - NANOSECONDS_BETWEEN;

    /** Whether a quarter of a second has passed since this was last true. */
    boolean isTime() {
        long now = System.nanoTime();
        if (now - last < NANOSECONDS_BETWEEN) {
            return false;
        }
        last = now;
        return true;
    }
}

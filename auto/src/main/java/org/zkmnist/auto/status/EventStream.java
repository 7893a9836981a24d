package org.zkmnist.auto.status;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * One listener's connection. Holds no queue: only the newest status, and where the listener is in the log, so one that
 * reads slowly or not at all costs no memory, and writing never waits for it. The server's idle timeout ends a
 * connection that takes nothing for long.
 */
final class EventStream implements WriteListener {
    private final ServletOutputStream out;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private EventFrame newest;
    private long seen;
    private boolean open;
    private boolean heartbeatDue;
    private boolean flushDue;

    /**
     * @param out of a request in asynchronous mode
     * @param lastSeen sequence number that the listener has seen already
     * @param first what it is told first
     */
    EventStream(ServletOutputStream out, long lastSeen, EventFrame first) {
        this.out = out;
        // A number that is still to come is from another life of this server.
        this.seen = lastSeen > first.sequence() ? 0 : lastSeen;
        this.newest = first;
    }

    /** Completed when the connection is over; completing it ends the connection. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** Another status: takes the place of the one before, if that was not sent yet. */
    synchronized void offer(EventFrame frame) {
        if (frame.sequence() > seen) {
            newest = frame;
        }
        pump();
    }

    synchronized void heartbeat() {
        heartbeatDue = true;
        pump();
    }

    @Override
    public synchronized void onWritePossible() {
        open = true;
        pump();
    }

    @Override
    public void onError(Throwable gone) {
        close();
    }

    void close() {
        synchronized (this) {
            open = false;
        }
        end.complete(null);
    }

    /** Writes what there is as far as the connection takes it; it calls {@link #onWritePossible} when it takes more. */
    private void pump() {
        if (!open) {
            return;
        }
        try {
            while (out.isReady()) {
                byte[] next = next();
                if (next != null) {
                    out.write(next);
                    flushDue = true;
                } else if (flushDue) {
                    flushDue = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            open = false;
            end.complete(null);
        }
    }

    private byte[] next() {
        if (newest != null) {
            byte[] next = newest.after(seen);
            seen = newest.sequence();
            newest = null;
            heartbeatDue = false;
            return next;
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            return EventFrame.HEARTBEAT;
        }
        return null;
    }
}

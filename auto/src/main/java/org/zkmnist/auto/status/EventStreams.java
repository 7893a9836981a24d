package org.zkmnist.auto.status;

import jakarta.servlet.ServletOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells all who listen of each change. One thread does that, however many there are; the thread that trains only leaves
 * a note that something changed.
 */
public final class EventStreams implements StatusRecorder.ChangeListener, AutoCloseable {
    /** Progress is told at most so often; what happens in between is told with the next. */
    private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Events that follow each other closely are told together. */
    private static final long EVENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int MOST_LISTENERS = 600;

    private final StatusRecorder recorder;
    private final StatusJson json;
    private final long heartbeatNanos;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread teller = new Thread(this::tell, "events");
    private volatile EventFrame latest;
    private boolean progressDue;
    private boolean eventDue;
    private boolean closed;

    /** @param heartbeat how often a listener is sent something even if nothing changes */
    public EventStreams(StatusRecorder recorder, StatusJson json, Duration heartbeat) {
        this.recorder = recorder;
        this.json = json;
        this.heartbeatNanos = heartbeat.toNanos();
        recorder.onChange(this);
        teller.setDaemon(true);
        teller.start();
    }

    /**
     * Begins to tell somebody of the status, the present one first.
     *
     * @param out of a request in asynchronous mode
     * @param lastSeen sequence number up to which the log is known, or 0
     * @return the stream; empty if there are too many already
     */
    Optional<EventStream> open(ServletOutputStream out, long lastSeen) {
        EventStream stream = new EventStream(out, lastSeen, frame());
        streams.add(stream);
        if (streams.size() > MOST_LISTENERS || isClosed()) {
            streams.remove(stream);
            return Optional.empty();
        }
        stream.end().whenComplete((result, failure) -> streams.remove(stream));
        awaken();
        out.setWriteListener(stream);
        return Optional.of(stream);
    }

    /** How many listen. */
    public int count() {
        return streams.size();
    }

    private EventFrame frame() {
        JobStatus status = recorder.current();
        EventFrame frame = latest;
        if (frame == null || frame.sequence() != status.sequence()) {
            frame = new EventFrame(status, json);
            latest = frame;
        }
        return frame;
    }

    @Override
    public void statusChanged(boolean event) {
        lock.lock();
        try {
            // Waking the thread for every batch would cost the training a system call each.
            boolean news = event ? !eventDue : !progressDue && !eventDue;
            eventDue |= event;
            progressDue |= !event;
            if (news && !streams.isEmpty()) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        long told = System.nanoTime();
        long heartbeat = told;
        try {
            while (awaitChange(told, heartbeat + heartbeatNanos)) {
                told = System.nanoTime();
                if (told - heartbeat >= heartbeatNanos) {
                    heartbeat = told;
                    streams.forEach(EventStream::heartbeat);
                }
                if (!streams.isEmpty()) {
                    EventFrame frame = frame();
                    streams.forEach(stream -> stream.offer(frame));
                }
            }
        } catch (InterruptedException e) {
            // nobody interrupts this thread but to end it
        }
    }

    /** Returns when there is something to tell, or it is time for a heartbeat; false when all is over. */
    private boolean awaitChange(long told, long heartbeatAt) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                long due = heartbeatAt;
                if (eventDue) {
                    due = told + EVENT_NANOS;
                } else if (progressDue) {
                    due = Math.min(heartbeatAt, told + PROGRESS_NANOS);
                }
                if (due - now <= 0) {
                    eventDue = false;
                    progressDue = false;
                    return true;
                }
                changed.awaitNanos(due - now);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that were left while nobody listened woke nobody. */
    private void awaken() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        streams.forEach(EventStream::close);
    }
}

package org.zkmnist.auto.status;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One status as server-sent events, encoded once for all who listen. */
final class EventFrame {
    /** A comment: keeps the connection from being taken for dead. */
    static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final JobStatus status;
    private final StatusJson json;
    private final byte[] event;

    EventFrame(JobStatus status, StatusJson json) {
        this.status = status;
        this.json = json;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        append(bytes, "status", status.sequence(), json.withoutLog(status));
        event = bytes.toByteArray();
    }

    long sequence() {
        return status.sequence();
    }

    /**
     * The log after an entry, and then the status: whoever has seen the status's id has seen all of the log before it.
     *
     * @param lastId of the last entry that is known already; unknown entries that are not kept any more are left out
     */
    byte[] after(long lastId) {
        List<LogEntry> log = status.log();
        int first = log.size();
        while (first > 0 && log.get(first - 1).id() > lastId) {
            first--;
        }
        if (first == log.size()) {
            return event;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (LogEntry entry : log.subList(first, log.size())) {
            append(bytes, "log", entry.id(), json.of(entry));
        }
        bytes.writeBytes(event);
        return bytes.toByteArray();
    }

    /** JSON on one line needs no further encoding. */
    private static void append(ByteArrayOutputStream bytes, String name, long id, byte[] data) {
        bytes.writeBytes(("event: " + name + "\nid: " + id + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(data);
        bytes.writeBytes(END);
    }
}

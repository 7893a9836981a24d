package org.zkmnist.auto.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Listens to {@code /api/events} over a socket of its own, and reads only when it is told to. */
final class EventClient implements AutoCloseable {
    /** Far more than is ever needed: only a server that is silent takes so long. */
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final Socket socket = new Socket();
    private BufferedReader reader;

    /** One event; a heartbeat has the name {@code comment} and no data. */
    record Event(String name, long id, String data) {}

    /** @param lastEventId what the client has seen already, or null */
    EventClient(int port, String lastEventId) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET /api/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the next event; null at the end. */
    Event next() {
        try {
            if (reader == null) {
                reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            }
            String name = null;
            long id = 0;
            String data = "";
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.equals(":")) {
                    name = "comment";
                } else if (line.isEmpty() && name != null) {
                    return new Event(name, id, data);
                }
                // Everything else is the answer's header, or the length of a chunk.
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until an event's data contains the text. */
    Event nextWith(String text) {
        for (Event event = next(); event != null; event = next()) {
            if (event.data().contains(text)) {
                return event;
            }
        }
        throw new AssertionError("the stream ended without '" + text + "'");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

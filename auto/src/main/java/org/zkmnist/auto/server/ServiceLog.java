package org.zkmnist.auto.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The service's log: one time-stamped line an event. */
public final class ServiceLog {
    /** How a line looks. */
    public enum Format {
        TEXT,
        JSON
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Back to the first column, and nothing after it: what stands there may be a progress bar, which is drawn anew. */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Format format;
    private final Clock clock;
    private final String prefix;

    /** @param terminal whether a progress bar may stand in the current line */
    public ServiceLog(PrintStream out, Format format, Clock clock, boolean terminal) {
        this.out = out;
        this.format = format;
        this.clock = clock;
        this.prefix = terminal ? CLEAR_LINE : "";
    }

    /** Something happened that a line tells of. */
    public void event(String line) {
        write("event", line, Map.of());
    }

    /**
     * A request was answered.
     *
     * @param line for people
     * @param fields for programs, in this order; the values are strings or numbers
     */
    void request(String line, Map<String, Object> fields) {
        write("request", line, fields);
    }

    private void write(String kind, String line, Map<String, Object> fields) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String text = format == Format.JSON ? json(now, kind, line, fields) : prefix + now + " " + line;
        synchronized (this) {
            out.println(text);
        }
    }

    private static String json(Instant time, String kind, String line, Map<String, Object> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", time.toString());
            json.writeStringField("kind", kind);
            json.writeStringField("message", line);
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                if (field.getValue() instanceof Number number) {
                    json.writeNumber(number.longValue());
                } else {
                    json.writeString(String.valueOf(field.getValue()));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

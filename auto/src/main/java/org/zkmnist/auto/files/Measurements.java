package org.zkmnist.auto.files;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.zkmnist.storage.Sha256;

/** Remembers the newest measurement of each download, so that it is read for that only when it has changed. */
final class Measurements {
    private final Map<String, Latest> latest = new HashMap<>();

    /** Slot for one download: who asks for one that is being measured waits, others do not. */
    private static final class Latest {
        private Measurement measurement;
    }

    Measurement of(String name, Snapshot snapshot) throws IOException {
        Latest slot;
        synchronized (latest) {
            slot = latest.computeIfAbsent(name, unused -> new Latest());
        }
        synchronized (slot) {
            if (slot.measurement == null || !slot.measurement.isOf(snapshot)) {
                slot.measurement = measure(snapshot, slot.measurement);
            }
            return slot.measurement;
        }
    }

    private static Measurement measure(Snapshot snapshot, Measurement previous) throws IOException {
        Sink sink = new Sink();
        snapshot.writeTo(sink);
        byte[] sha256 = sink.digest.digest();
        Instant modified = snapshot.modified().truncatedTo(ChronoUnit.SECONDS);
        boolean dateIsUnique = previous == null
                || !previous.modified().equals(modified)
                || previous.dateIsUnique() && Arrays.equals(previous.sha256(), sha256);
        return new Measurement(snapshot.identity(), sink.length, sha256, sink.crc32.getValue(), modified, dateIsUnique);
    }

    /** Measures what is written to it. */
    private static final class Sink extends OutputStream {
        private final MessageDigest digest = Sha256.newDigest();
        private final CRC32 crc32 = new CRC32();
        private long length;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int count) {
            digest.update(buffer, offset, count);
            crc32.update(buffer, offset, count);
            length += count;
        }
    }
}

package org.zkmnist.auto.files;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Chooses the form in which a client gets a download. */
final class Representations {
    private final Measurements measurements;
    private final Map<String, Compressed> compressed = new ConcurrentHashMap<>();

    /** @param identity of the snapshot that was compressed */
    private record Compressed(Object identity, GzipContent content) {}

    Representations(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Returns empty if the client refuses all forms that there are. */
    Optional<Representation> select(Download download, Snapshot snapshot, AcceptEncoding accepted, Instant now)
            throws IOException {
        Measurement measurement = measurements.of(download.name(), snapshot);
        boolean varies = download.isCompressible() && measurement.length() <= GzipContent.LARGEST;
        Representation plain = Representation.identity(download, snapshot, measurement, varies, now);
        if (varies && accepted.prefersGzip()) {
            return Optional.of(plain.compressed(compress(download, snapshot)));
        }
        return accepted.takesIdentity() ? Optional.of(plain) : Optional.empty();
    }

    private GzipContent compress(Download download, Snapshot snapshot) throws IOException {
        Compressed known = compressed.get(download.name());
        if (known == null || !known.identity().equals(snapshot.identity())) {
            // Two threads may do this at once: the result is the same, and small.
            known = new Compressed(snapshot.identity(), GzipContent.of(snapshot));
            compressed.put(download.name(), known);
        }
        return known.content();
    }
}

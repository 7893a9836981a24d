package org.zkmnist.auto.server;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by route, method and status, and their bytes; cheap, and of bounded size whatever is asked. */
final class RequestCounts {
    /** Stands for every path that is no route, and every method that is not usual. */
    static final String OTHER = "other";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH");

    private final Map<Key, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> bytes = new ConcurrentHashMap<>();

    /** @param route a path pattern, or {@link #OTHER} */
    record Key(String route, String method, int status) {}

    void add(Key key, long sent) {
        Key bounded = METHODS.contains(key.method()) ? key : new Key(key.route(), OTHER, key.status());
        requests.computeIfAbsent(bounded, unused -> new LongAdder()).increment();
        bytes.computeIfAbsent(key.route(), unused -> new LongAdder()).add(sent);
    }

    Map<Key, LongAdder> requests() {
        return requests;
    }

    /** Bytes of bodies by route. */
    Map<String, LongAdder> bytes() {
        return bytes;
    }
}

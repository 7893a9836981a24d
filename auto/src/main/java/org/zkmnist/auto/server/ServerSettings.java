package org.zkmnist.auto.server;

import java.time.Duration;
import java.util.List;

/**
 * How the server listens, and how patient it is.
 *
 * @param hosts names, besides this machine's own and {@code localhost}, under which it may be asked
 * @param idleTimeout after which a connection on which nothing moves is closed
 * @param stopTimeout how long answers under way may take when the server stops
 * @param heartbeat how often a listener is sent something; shorter than the idle timeout
 */
public record ServerSettings(List<String> hosts, Duration idleTimeout, Duration stopTimeout, Duration heartbeat) {
    public ServerSettings {
        hosts = List.copyOf(hosts);
    }

    /** The usual patience. */
    public static ServerSettings of(List<String> hosts) {
        return new ServerSettings(hosts, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(15));
    }
}

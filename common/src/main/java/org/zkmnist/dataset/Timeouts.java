package org.zkmnist.dataset;

import java.time.Duration;

/**
 * How long a mirror may keep a download waiting.
 *
 * @param connect until the connection stands
 * @param answer until the answer begins
 * @param stall between two pieces of the answer
 */
record Timeouts(Duration connect, Duration answer, Duration stall) {
    static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(30));
}

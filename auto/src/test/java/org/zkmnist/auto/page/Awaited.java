package org.zkmnist.auto.page;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** What happens elsewhere and can only be asked for: in the browser, in the service. */
final class Awaited {
    /** Far more than is ever needed on a busy machine: only what never happens takes so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(40);

    private Awaited() {}

    /**
     * Asks again and again, until there is an answer.
     *
     * @param what for the message if there never is
     */
    static <T> T value(String what, Callable<Optional<T>> question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<T> answer;
            try {
                answer = question.call();
            } catch (Exception e) {
                throw new AssertionError("cannot wait for " + what, e);
            }
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Asks until it is so. */
    static void that(String what, Callable<Boolean> question) {
        value(what, () -> question.call() ? Optional.of(true) : Optional.empty());
    }
}

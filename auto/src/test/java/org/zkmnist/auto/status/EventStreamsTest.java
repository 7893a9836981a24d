package org.zkmnist.auto.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zkmnist.model.ModelKind;

@Timeout(120)
class EventStreamsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void aLateJoinerGetsTheLogSoFarAndThePresentStatus() throws Exception {
        try (EventServer server = new EventServer(LONG, LONG)) {
            server.recorder.say("first line");
            server.recorder.say("second line");
            try (EventClient client = new EventClient(server.port(), null)) {
                EventClient.Event first = client.next();
                EventClient.Event second = client.next();
                EventClient.Event status = client.next();
                assertThat(first.name()).isEqualTo("log");
                assertThat(first.data()).contains("\"line\":\"first line\"");
                assertThat(second.id()).isEqualTo(first.id() + 1);
                assertThat(status.name()).isEqualTo("status");
                assertThat(status.id()).isEqualTo(server.recorder.current().sequence());
                assertThat(status.data()).startsWith("{\"version\":1,").doesNotContain("\"log\"");
                server.recorder.say("third line");
                assertThat(client.next().data()).contains("third line");
            }
        }
    }

    @Test
    void theLogGoesOnAfterTheLastSeenEvent() throws Exception {
        try (EventServer server = new EventServer(LONG, LONG)) {
            server.recorder.say("seen");
            long seen = server.recorder.current().sequence();
            server.recorder.say("missed");
            try (EventClient client = new EventClient(server.port(), String.valueOf(seen))) {
                assertThat(client.next().data()).contains("missed");
                assertThat(client.next().name()).isEqualTo("status");
            }
        }
    }

    @Test
    void aNumberOfAnotherLifeOrNoneAtAllGetsTheWholeLog() throws Exception {
        try (EventServer server = new EventServer(LONG, LONG)) {
            server.recorder.say("first line");
            for (String lastEventId : List.of("17", String.valueOf(Long.MAX_VALUE), "none", "")) {
                try (EventClient client = new EventClient(server.port(), lastEventId)) {
                    assertThat(client.next().data()).as(lastEventId).contains("first line");
                }
            }
        }
    }

    @Test
    void aSilentJobSendsHeartbeats() throws Exception {
        try (EventServer server = new EventServer(Duration.ofMillis(50), LONG);
                EventClient client = new EventClient(server.port(), null)) {
            assertThat(client.next().name()).isEqualTo("status");
            assertThat(client.next().name()).isEqualTo("comment");
            assertThat(client.next().name()).isEqualTo("comment");
        }
    }

    @Test
    void progressIsToldFourTimesASecondAndEventsAtOnce() throws Exception {
        try (EventServer server = new EventServer(LONG, LONG);
                EventClient client = new EventClient(server.port(), null)) {
            client.next();
            CompletableFuture<Integer> told = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (!client.next().data().contains("the end")) {
                    count++;
                }
                return count;
            });
            long start = System.nanoTime();
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
                server.recorder.batchDone(StatusSamples.batch(ModelKind.GOOD, 1, 7));
                Thread.onSpinWait();
            }
            server.recorder.say("the end");
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(told.get()).isBetween(1, (int) (seconds * 4) + 2);
        }
    }

    @Test
    void hundredsOfListenersAndOneWhoNeverReadsHoldNobodyUp() throws Exception {
        int listeners = 200;
        ExecutorService readers = Executors.newFixedThreadPool(listeners);
        List<EventClient> clients = new ArrayList<>();
        try (EventServer server = new EventServer(LONG, Duration.ofSeconds(6));
                EventClient deaf = new EventClient(server.port(), null)) {
            List<CompletableFuture<EventClient.Event>> ends = new ArrayList<>();
            for (int i = 0; i < listeners; i++) {
                EventClient client = new EventClient(server.port(), null);
                clients.add(client);
                ends.add(CompletableFuture.supplyAsync(() -> client.nextWith("\"stage\":\"ready\""), readers));
            }
            eventually(() -> server.streams.count() == listeners + 1);
            // Far more than a connection's buffers hold.
            for (int round = 0; round < 40; round++) {
                StatusSamples.train(server.recorder, ModelKind.GOOD, 50, () -> {});
            }
            server.recorder.jobDone(List.of(new PublishedFile("file", 1, Optional.empty())));
            for (CompletableFuture<EventClient.Event> end : ends) {
                assertThat(end.get(60, TimeUnit.SECONDS).id())
                        .isEqualTo(server.recorder.current().sequence());
            }
            // The deaf one is dropped once its connection is full and has not moved for long.
            eventually(() -> {
                server.recorder.say("x".repeat(10_000));
                return server.streams.count() <= listeners;
            });
            assertThat(deaf).isNotNull();
        } finally {
            for (EventClient client : clients) {
                client.close();
            }
            readers.shutdownNow();
        }
    }

    @Test
    void aListenerWhoLeavesIsForgotten() throws Exception {
        try (EventServer server = new EventServer(Duration.ofMillis(20), LONG)) {
            try (EventClient client = new EventClient(server.port(), null)) {
                client.next();
                assertThat(server.streams.count()).isEqualTo(1);
            }
            eventually(() -> server.streams.count() == 0);
        }
    }

    @Test
    void closingEndsAllStreams() throws Exception {
        try (EventServer server = new EventServer(LONG, LONG);
                EventClient client = new EventClient(server.port(), null)) {
            client.next();
            server.streams.close();
            assertThat(client.next()).isNull();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void eventually(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it does not come").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}

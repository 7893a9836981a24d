package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPieceIsDoneExactlyOnceByAWorkerThatIsThere(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThat(workers.count()).isEqualTo(threads);
            for (int pieces : new int[] {0, 1, 2, 7, 500}) {
                AtomicIntegerArray times = new AtomicIntegerArray(pieces);
                Set<Integer> usedWorkers = ConcurrentHashMap.newKeySet();
                workers.run(pieces, (piece, worker) -> {
                    times.incrementAndGet(piece);
                    usedWorkers.add(worker);
                });
                for (int piece = 0; piece < pieces; piece++) {
                    assertThat(times.get(piece)).as("piece " + piece).isEqualTo(1);
                }
                assertThat(usedWorkers).allMatch(worker -> worker >= 0 && worker < threads);
            }
        }
    }

    @Test
    void aCallReturnsOnlyWhenAllPiecesAreDone() {
        try (Workers workers = new Workers(3)) {
            int[] sums = new int[64];
            for (int round = 1; round <= 2_000; round++) {
                workers.run(sums.length, (piece, worker) -> sums[piece]++);
                for (int sum : sums) {
                    assertThat(sum).isEqualTo(round);
                }
            }
        }
    }

    @Test
    void allThreadsWorkAtTheSameTimeEachAsAWorkerOfItsOwn() {
        try (Workers workers = new Workers(3)) {
            CountDownLatch allHere = new CountDownLatch(3);
            Set<Integer> usedWorkers = ConcurrentHashMap.newKeySet();
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            workers.run(3, (piece, worker) -> {
                usedWorkers.add(worker);
                threads.add(Thread.currentThread());
                allHere.countDown();
                await(allHere);
            });
            assertThat(usedWorkers).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(threads).hasSize(3).contains(Thread.currentThread());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatAPieceThrowsSurfacesAndTheThreadsCanBeUsedAfterwards(int threads) {
        try (Workers workers = new Workers(threads)) {
            IllegalArgumentException thrown = new IllegalArgumentException("of piece 4");
            assertThatThrownBy(() -> workers.run(10, (piece, worker) -> {
                        if (piece == 4) {
                            throw thrown;
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(thrown);

            AtomicIntegerArray times = new AtomicIntegerArray(10);
            workers.run(10, (piece, worker) -> times.incrementAndGet(piece));
            for (int piece = 0; piece < 10; piece++) {
                assertThat(times.get(piece)).isEqualTo(1);
            }
        }
    }

    @Test
    void anErrorOnAnotherThreadSurfaces() {
        try (Workers workers = new Workers(2)) {
            CountDownLatch bothHere = new CountDownLatch(2);
            assertThatThrownBy(() -> workers.run(2, (piece, worker) -> {
                        bothHere.countDown();
                        await(bothHere);
                        if (worker == 1) {
                            throw new OutOfMemoryError("of worker 1");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .cause()
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("of worker 1");
        }
    }

    @Test
    void anInterruptedCallerStillGetsAllPiecesAndStaysInterrupted() {
        try (Workers workers = new Workers(2)) {
            AtomicIntegerArray times = new AtomicIntegerArray(100);
            Thread.currentThread().interrupt();
            workers.run(100, (piece, worker) -> times.incrementAndGet(piece));
            assertThat(Thread.interrupted()).isTrue();
            for (int piece = 0; piece < 100; piece++) {
                assertThat(times.get(piece)).isEqualTo(1);
            }
        }
    }

    @Test
    void closeEndsTheThreadsWhetherTheyWaitedLongOrNot() throws InterruptedException {
        Set<Thread> others = trainingThreads();
        Workers used = new Workers(3);
        Workers unused = new Workers(2);
        Set<Thread> threads = trainingThreads();
        threads.removeAll(others);
        assertThat(threads).hasSize(3).allMatch(Thread::isDaemon);
        used.run(10, (piece, worker) -> {});

        used.close();
        unused.close();

        for (Thread thread : threads) {
            thread.join(30_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static Set<Thread> trainingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("training-"))
                .collect(Collectors.toSet());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.zkmnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.fused.FusedEngine;
import org.zkmnist.training.fused.FusedEvaluator;

@Timeout(120)
class TrainerTest {
    /** Two full batches and one of 96, as the last of a real epoch has. */
    private static final Mnist SMALL = small(2 * 256 + 96);

    private final FusedEvaluator evaluator = new FusedEvaluator(1);
    private final Steps steps = new Steps(new FusedEngine(2));
    private final Events events = new Events();

    private static Mnist small(int trainingImages) {
        Mnist mnist = RealMnist.get();
        return new Mnist(
                RealMnist.part(mnist.training(), 0, trainingImages),
                RealMnist.part(mnist.test(), 0, 200),
                new TreeMap<>(Map.of()));
    }

    private static Recipe recipe(int epochs) {
        return Recipe.standard(1, epochs, FusedEngine.NAME);
    }

    /** The fused engine, with the batches recorded that it is asked for. */
    private static final class Steps implements TrainingEngine {
        private final TrainingEngine engine;
        private final List<List<Integer>> batches = new ArrayList<>();
        private final List<Double> losses = new ArrayList<>();
        private boolean closed;

        Steps(TrainingEngine engine) {
            this.engine = engine;
        }

        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public TrainingSession start(Parameters initial, LabelledImages images, Recipe recipe) {
            TrainingSession session = engine.start(initial, images, recipe);
            return new TrainingSession() {
                @Override
                public double step(int firstImage, int count) {
                    batches.add(List.of(firstImage, count));
                    double loss = session.step(firstImage, count);
                    losses.add(loss);
                    return loss;
                }

                @Override
                public Parameters parameters() {
                    return session.parameters();
                }

                @Override
                public void close() {
                    closed = true;
                    session.close();
                }
            };
        }
    }

    /** Records what a listener is told. */
    private static class Events implements TrainingListener {
        final List<String> order = new ArrayList<>();
        final List<TrainingProgress> progress = new ArrayList<>();
        final List<EpochReport> reports = new ArrayList<>();

        @Override
        public void trainingStarted(ModelKind kind, Recipe recipe) {
            order.add("start " + kind + " " + recipe.epochs());
        }

        @Override
        public void batchDone(TrainingProgress event) {
            order.add("batch " + event.epoch() + "." + event.batch());
            progress.add(event);
        }

        @Override
        public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
            order.add("epoch " + report.epoch());
            reports.add(report);
        }
    }

    @AfterEach
    void close() {
        evaluator.close();
    }

    private Model train(ModelKind kind, int epochs, Mnist mnist) throws InterruptedException {
        return new Trainer(steps, evaluator, events).train(kind, recipe(epochs), mnist);
    }

    @Test
    void eventsComeForEachBatchAndAfterEachEpoch() throws InterruptedException {
        train(ModelKind.GOOD, 2, SMALL);

        assertThat(events.order)
                .containsExactly(
                        "start GOOD 2",
                        "batch 1.1",
                        "batch 1.2",
                        "batch 1.3",
                        "epoch 1",
                        "batch 2.1",
                        "batch 2.2",
                        "batch 2.3",
                        "epoch 2");
        assertThat(events.progress).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(ModelKind.GOOD);
            assertThat(event.epochs()).isEqualTo(2);
            assertThat(event.batches()).isEqualTo(3);
            assertThat(event.imagesPerSecond()).isPositive();
            assertThat(event.timeLeft()).isGreaterThanOrEqualTo(Duration.ZERO);
        });
        assertThat(events.progress.get(5).timeLeft()).isZero();
    }

    @Test
    void batchesFollowTheOrderOfTheFileAndTheLastHoldsWhatIsLeft() throws InterruptedException {
        train(ModelKind.BAD, 1, RealMnist.get());

        assertThat(steps.batches).hasSize(235);
        for (int batch = 0; batch < 234; batch++) {
            assertThat(steps.batches.get(batch)).containsExactly(batch * 256, 256);
        }
        assertThat(steps.batches.get(234)).containsExactly(59_904, 96);
        assertThat(events.progress).hasSize(235);
        assertThat(events.progress.get(234).batches()).isEqualTo(235);
        assertThat(steps.closed).isTrue();
    }

    @Test
    void lossIsTheMeanOfTheEpochsImagesSoFar() throws InterruptedException {
        Model model = train(ModelKind.GOOD, 2, SMALL);

        double ofTwo = steps.losses.get(3) + steps.losses.get(4);
        assertThat(events.progress.get(3).loss()).isCloseTo(steps.losses.get(3) / 256, within(1e-12));
        assertThat(events.progress.get(4).loss()).isCloseTo(ofTwo / 512, within(1e-12));
        double ofEpoch = (ofTwo + steps.losses.get(5)) / 608;
        assertThat(events.progress.get(5).loss()).isCloseTo(ofEpoch, within(1e-12));
        assertThat(model.history().get(1).trainingLoss()).isCloseTo(ofEpoch, within(1e-12));
    }

    @Test
    void theModelHasItsRecipeAndOneReportAnEpoch() throws InterruptedException {
        Model model = train(ModelKind.GOOD, 3, SMALL);

        assertThat(model.kind()).isEqualTo(ModelKind.GOOD);
        assertThat(model.origin()).isEqualTo(Origin.TRAINED);
        assertThat(model.recipe()).contains(recipe(3));
        assertThat(model.history()).isEqualTo(events.reports).hasSize(3);
        assertThat(model.history().stream().map(EpochReport::parametersDigest))
                .doesNotHaveDuplicates()
                .last()
                .isEqualTo(model.parameters().digest());
        Evaluation evaluation = evaluator.evaluate(model.parameters(), SMALL.test(), true);
        assertThat(model.history().get(2).testAccuracy()).isEqualTo(evaluation.accuracy());
        assertThat(model.history().get(2).testLoss()).isEqualTo(evaluation.meanLoss());
    }

    @Test
    void lessEpochsAreTheBeginningOfMore() throws InterruptedException {
        Model good = train(ModelKind.GOOD, 3, SMALL);
        Model bad = train(ModelKind.BAD, 1, SMALL);

        assertThat(good.history().get(0)).isEqualTo(bad.history().get(0));
    }

    @Test
    void anInterruptStopsTrainingBeforeTheNextBatch() {
        Events interrupting = new Events() {
            @Override
            public void batchDone(TrainingProgress event) {
                super.batchDone(event);
                if (event.epoch() == 2 && event.batch() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Trainer trainer = new Trainer(steps, evaluator, interrupting);

        assertThatThrownBy(() -> trainer.train(ModelKind.GOOD, recipe(3), SMALL))
                .isInstanceOf(InterruptedException.class);

        assertThat(interrupting.progress).hasSize(5);
        assertThat(steps.batches).hasSize(5);
        assertThat(steps.closed).isTrue();
    }

    @Test
    void anInterruptFromAnotherThreadStopsTraining() throws InterruptedException {
        CountDownLatch firstBatch = new CountDownLatch(1);
        Events untilInterrupted = new Events() {
            @Override
            public void batchDone(TrainingProgress event) {
                super.batchDone(event);
                firstBatch.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
        };
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread training = new Thread(() -> {
            try {
                new Trainer(steps, evaluator, untilInterrupted).train(ModelKind.GOOD, recipe(3), SMALL);
            } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
            }
        });
        training.start();
        firstBatch.await();
        training.interrupt();
        training.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(untilInterrupted.progress).hasSize(1);
    }

    @Test
    void aRecipeForAnotherEngineIsRefused() {
        Trainer trainer = new Trainer(steps, evaluator, events);
        Recipe recipe = Recipe.standard(1, 1, Dl4jEngine.NAME);

        assertThatThrownBy(() -> trainer.train(ModelKind.BAD, recipe, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the recipe is for engine dl4j, not fused");

        assertThat(events.order).isEmpty();
    }

    @Test
    void whatFailsOnATrainingThreadSurfacesAndItsThreadsEnd() throws InterruptedException {
        List<Thread> others = trainingThreads();
        byte[] labels = SMALL.training().labels().clone();
        labels[300] = 77;
        Mnist broken = new Mnist(new LabelledImages(SMALL.training().pixels(), labels), SMALL.test(), SMALL.digests());

        assertThatThrownBy(() -> train(ModelKind.BAD, 1, broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a training thread failed")
                .hasRootCauseInstanceOf(ArrayIndexOutOfBoundsException.class);

        assertThat(events.progress).hasSize(1);
        assertThat(steps.closed).isTrue();
        List<Thread> left = trainingThreads();
        left.removeAll(others);
        for (Thread thread : left) {
            thread.join(30_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static List<Thread> trainingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("training-"))
                .collect(Collectors.toList());
    }
}

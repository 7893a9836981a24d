package org.zkmnist.auto.status;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.Stage;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.TrainingProgress;

/** A job as the modeller would tell of it. */
final class StatusSamples {
    static final int GOOD_EPOCHS = 3;
    static final int BATCHES = 235;
    static final Instant START = Instant.ofEpochMilli(1_000_000);

    private StatusSamples() {}

    static Settings settings() {
        return new Settings(
                Path.of("data"),
                Path.of("data", "auto"),
                1,
                GOOD_EPOCHS,
                1,
                Engine.FUSED,
                2,
                List.of(),
                ExportChoices.standard());
    }

    /** A recorder whose clock stands still. */
    static StatusRecorder recorder() {
        return new StatusRecorder(settings(), Clock.fixed(START, ZoneOffset.UTC));
    }

    static TrainingProgress batch(ModelKind kind, int epoch, int batch) {
        int epochs = settings().recipe(kind).epochs();
        return new TrainingProgress(kind, epoch, epochs, batch, BATCHES, 0.5, 30_080, Duration.ofSeconds(4));
    }

    static EpochReport report(int epoch) {
        return new EpochReport(epoch, 1.0 / epoch, 0.9 / epoch, 0.7 + epoch / 100.0, "digest" + epoch);
    }

    /** A whole training, with {@code afterEachStep} run after each thing that is told. */
    static void train(StatusRecorder recorder, ModelKind kind, int batches, Runnable afterEachStep) {
        Recipe recipe = settings().recipe(kind);
        recorder.stageStarted(kind == ModelKind.GOOD ? Stage.GOOD : Stage.BAD);
        recorder.trainingStarted(kind, recipe);
        for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
            for (int batch = 1; batch <= batches; batch++) {
                recorder.batchDone(batch(kind, epoch, batch * BATCHES / batches));
                afterEachStep.run();
            }
            recorder.epochDone(kind, recipe, report(epoch));
            afterEachStep.run();
        }
        recorder.modelReady(evaluated(kind, Origin.TRAINED));
        afterEachStep.run();
    }

    static EvaluatedModel evaluated(ModelKind kind, Origin origin) {
        Recipe recipe = settings().recipe(kind);
        boolean known = origin == Origin.TRAINED || origin == Origin.CACHE;
        List<EpochReport> history = known
                ? IntStream.rangeClosed(1, recipe.epochs())
                        .mapToObj(StatusSamples::report)
                        .toList()
                : List.of();
        List<List<Integer>> confusion = Collections.nCopies(10, Collections.nCopies(10, 7));
        Model model =
                new Model(kind, Parameters.initial(1), origin, known ? Optional.of(recipe) : Optional.empty(), history);
        return new EvaluatedModel(
                model, new Evaluation(0.75, 1, confusion), new Evaluation(0.25, Double.NaN, confusion));
    }
}

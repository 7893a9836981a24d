package org.zkmnist.notebook;

import java.util.Locale;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingListener;
import org.zkmnist.training.TrainingProgress;

/** Shows training as a progress bar and nothing else. */
final class LiveProgress implements TrainingListener {
    private final ProgressBar bar;
    private final Pace pace = new Pace(250);

    LiveProgress(Screen screen) {
        bar = new ProgressBar(screen);
    }

    @Override
    public void batchDone(TrainingProgress progress) {
        if (pace.isTime()) {
            bar.show(done(progress), total(progress), label(progress));
        }
    }

    @Override
    public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
        if (report.epoch() == recipe.epochs()) {
            bar.show(1, 1, "trained");
        }
    }

    /** Batches done in all epochs. */
    static long done(TrainingProgress progress) {
        return (progress.epoch() - 1L) * progress.batches() + progress.batch();
    }

    /** Batches of all epochs. */
    static long total(TrainingProgress progress) {
        return (long) progress.epochs() * progress.batches();
    }

    static String label(TrainingProgress progress) {
        return String.format(
                Locale.ROOT,
                "%s network, epoch %d of %d, batch %d of %d, loss %.3f, %,.0f images/s, %d s left",
                progress.kind().label(),
                progress.epoch(),
                progress.epochs(),
                progress.batch(),
                progress.batches(),
                progress.loss(),
                progress.imagesPerSecond(),
                progress.timeLeft().toSeconds());
    }
}

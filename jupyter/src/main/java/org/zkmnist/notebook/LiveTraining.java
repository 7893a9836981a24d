package org.zkmnist.notebook;

import java.util.Locale;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.TrainingProgress;

/** Shows training as it goes on: a progress bar and curves that stay in their places in the cell. */
final class LiveTraining extends NoticeDisplay {
    private final Screen screen;
    private final Pace barPace = new Pace(250);
    // Drawing takes a processor some tenths of a second, which it then does not train.
    private final Pace curvesPace = new Pace(750);
    private ProgressBar bar;
    private TrainingCurves curves;
    private String curvesId;
    private TrainingProgress drawn;

    LiveTraining(Screen screen) {
        super(screen);
        this.screen = screen;
    }

    @Override
    public void trainingStarted(ModelKind kind, Recipe recipe) {
        bar = new ProgressBar(screen);
        bar.show(0, 1, "the " + kind.label() + " network starts from " + recipe.summary());
        curves = new TrainingCurves(kind, recipe.epochs());
        curvesId = screen.show(curves.picture());
    }

    @Override
    public void batchDone(TrainingProgress progress) {
        if (barPace.isTime()) {
            bar.show(LiveProgress.done(progress), LiveProgress.total(progress), LiveProgress.label(progress));
        }
        // The last batch of an epoch is smaller: what it changes of the mean is not the loss of a batch.
        if (progress.batch() < progress.batches() && curvesPace.isTime()) {
            curves.running((double) LiveProgress.done(progress) / progress.batches(), lossSince(progress));
            screen.replace(curvesId, curves.picture());
        }
    }

    /** Mean loss of the batches since the last drawing; what is told is the mean since the epoch began. */
    private double lossSince(TrainingProgress now) {
        TrainingProgress before = drawn;
        drawn = now;
        if (before == null || before.epoch() != now.epoch()) {
            return now.loss();
        }
        return (now.loss() * now.batch() - before.loss() * before.batch()) / (now.batch() - before.batch());
    }

    @Override
    public void epochDone(ModelKind kind, Recipe recipe, EpochReport report) {
        curves.epochDone(report);
    }

    /** Shows how it ended, or, where nothing had to be trained, how it went when it was. */
    void finish(EvaluatedModel network) {
        Model model = network.model();
        int epochs = model.history().size();
        if (curves == null) {
            curves = new TrainingCurves(model.kind(), epochs);
            model.history().forEach(curves::epochDone);
            if (epochs > 0) {
                curvesId = screen.show(curves.picture());
            }
        } else {
            bar.show(1, 1, "trained");
            screen.replace(curvesId, curves.picture());
        }
        String line = String.format(
                Locale.ROOT,
                "The %s network %s classifies %.2f %% of the rounded test images correctly, and %.2f %% of the grey ones.",
                model.kind().label(),
                model.origin() == Origin.TRAINED
                        ? "is trained: it"
                        : "was not trained now, but read from the model cache: it",
                100 * network.rounded().accuracy(),
                100 * network.unrounded().accuracy());
        screen.show(Picture.html("<p>" + Html.escape(line) + "</p>", line));
    }
}

package org.zkmnist.notebook;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zkmnist.Modeller;
import org.zkmnist.Settings;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluator;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.TrainingListener;
import org.zkmnist.training.fused.FusedEvaluator;

/**
 * One run of the modeller, cell by cell, with what it has led to so far. Whatever a cell asks for too early is answered
 * by a sentence that names the cell to run first.
 */
public final class Experiment {
    private final Numbers numbers;
    private final Settings settings;
    private final Settings datasetSettings;
    private final Screen screen;
    private final Map<ModelKind, EvaluatedModel> networks = new EnumMap<>(ModelKind.class);
    private Mnist mnist;
    private ArtifactSet artifacts;

    /**
     * @param seed of the initial parameters of both networks, any whole number
     * @param goodEpochs how long the good network is trained, at least 1
     * @param badEpochs how long the bad network is trained, at least 1
     * @param learningRate of both networks' optimiser, a positive number
     * @throws NotebookException if a number is out of its range
     */
    public Experiment(long seed, int goodEpochs, int badEpochs, double learningRate) {
        this(new Numbers(seed, goodEpochs, badEpochs, learningRate), Surroundings.ofThisProcess(), Screen.KERNEL);
    }

    Experiment(Numbers numbers, Surroundings surroundings, Screen screen) {
        this.numbers = numbers;
        this.screen = screen;
        this.settings = Sentences.speaking(() -> numbers.settings(surroundings));
        this.datasetSettings =
                Sentences.speaking(() -> Numbers.standard(surroundings).settings(surroundings));
    }

    /** What {@code ./modeller train} would do here. */
    public static Experiment standard() {
        Surroundings surroundings = Surroundings.ofThisProcess();
        return new Experiment(Numbers.standard(surroundings), surroundings, Screen.KERNEL);
    }

    /** Where this experiment's model cache and artifacts lie, and how it trains. */
    public Settings settings() {
        return settings;
    }

    /** How the network of that kind is trained. */
    public Recipe recipe(ModelKind kind) {
        return settings.recipe(kind);
    }

    /** MNIST; read at the first call, and downloaded if there is no cache. */
    public Mnist mnist() {
        if (mnist == null) {
            mnist = Sentences.speaking(() -> new Modeller(datasetSettings, new LiveDataset(screen)).dataset());
        }
        return mnist;
    }

    /**
     * The network of that kind: read from the model cache if it was trained as this experiment says, otherwise trained
     * now. The picture of its training appears in the cell, and grows while it trains.
     */
    public EvaluatedModel train(ModelKind kind) {
        LiveTraining live = new LiveTraining(screen);
        return keep(Sentences.speaking(() -> new Modeller(settings, live).network(kind, mnist())), live);
    }

    /** Trains the network of that kind whatever the model cache holds, to watch it once more. */
    public EvaluatedModel trainAnew(ModelKind kind) {
        LiveTraining live = new LiveTraining(screen);
        Model model = train(kind, recipe(kind), settings.threads(), live);
        try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
            return keep(
                    new EvaluatedModel(
                            model,
                            evaluator.evaluate(model.parameters(), mnist().test(), true),
                            evaluator.evaluate(model.parameters(), mnist().test(), false)),
                    live);
        }
    }

    /**
     * Trains from this experiment's initial parameters for one epoch and forgets it again, to compare.
     *
     * @param threads how many to compute with, at least 1
     */
    public Model oneEpoch(int threads) {
        Recipe recipe = recipe(ModelKind.BAD);
        Recipe oneEpoch = new Recipe(recipe.seed(), 1, recipe.batchSize(), recipe.learningRate(), recipe.engine());
        return train(ModelKind.BAD, oneEpoch, threads, new LiveProgress(screen));
    }

    private Model train(ModelKind kind, Recipe recipe, int threads, TrainingListener listener) {
        return Sentences.speaking(() -> {
            try (Evaluator evaluator = new FusedEvaluator(threads)) {
                return new Trainer(settings.engine().start(threads), evaluator, listener).train(kind, recipe, mnist());
            }
        });
    }

    private EvaluatedModel keep(EvaluatedModel network, LiveTraining live) {
        live.finish(network);
        networks.put(network.model().kind(), network);
        return network;
    }

    /** The good network, once it is there. */
    public EvaluatedModel good() {
        return network(ModelKind.GOOD, 5);
    }

    /** The bad network, once it is there. */
    public EvaluatedModel bad() {
        return network(ModelKind.BAD, 6);
    }

    private EvaluatedModel network(ModelKind kind, int part) {
        EvaluatedModel network = networks.get(kind);
        if (network == null) {
            throw new NotebookException(
                    "The " + kind.label() + " network is not there yet: run the cell of part " + part + " first.");
        }
        return network;
    }

    /**
     * The recorded SHA-256 of a network's parameters after an epoch of its training, in hexadecimal.
     *
     * @param epoch from 1
     */
    public String digestAfter(int epoch, ModelKind kind) {
        return (kind == ModelKind.GOOD ? good() : bad())
                .model().history().stream()
                        .filter(report -> report.epoch() == epoch)
                        .map(EpochReport::parametersDigest)
                        .findFirst()
                        .orElse("not recorded");
    }

    /** Writes the artifacts of both networks to {@link Settings#output()}, and the networks to the model cache. */
    public ArtifactSet export() {
        List<EvaluatedModel> both = List.of(good(), bad());
        artifacts = Sentences.speaking(() -> new Modeller(settings, new NoticeDisplay(screen)).publish(mnist(), both));
        return artifacts;
    }

    /** The artifacts, once they are there. */
    public ArtifactSet artifacts() {
        if (artifacts == null) {
            throw new NotebookException("The artifacts are not there yet: run the first cell of part 8 first.");
        }
        return artifacts;
    }

    /** What the experiment does and where, for the last line of a cell. */
    @Override
    public String toString() {
        return numbers.summary() + "; artifacts in " + settings.output();
    }
}

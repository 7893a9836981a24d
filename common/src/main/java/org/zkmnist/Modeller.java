package org.zkmnist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.dataset.DatasetSource;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.ArtifactDirectory;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.export.EzklJson;
import org.zkmnist.export.Publication;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.training.Evaluation;
import org.zkmnist.training.Evaluator;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.fused.FusedEvaluator;

/**
 * The whole job in one call: dataset → good and bad network → artifacts.
 *
 * <pre>{@code ArtifactSet artifacts = new Modeller(settings, listener).train();}</pre>
 */
public final class Modeller {
    private final Settings settings;
    private final ModellerListener listener;
    private final ModelSource source;

    public Modeller(Settings settings, ModellerListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.source = new ModelSource(settings.modelCache(), listener);
    }

    /**
     * Obtains MNIST, trains what the model cache does not hold, publishes the artifacts and keeps the models.
     *
     * @return the published files
     * @throws IOException with one line to show, if the dataset cannot be had or the artifacts cannot be written
     * @throws InterruptedException within a batch of the thread's being interrupted; nothing half done is left
     */
    public ArtifactSet train() throws IOException, InterruptedException {
        return Interruptible.run(this::trainAndPublish);
    }

    private ArtifactSet trainAndPublish() throws IOException, InterruptedException {
        Mnist mnist = prepare();
        Map<ModelKind, Model> usable = source.usable(settings, List.of(ModelKind.values()));
        List<EvaluatedModel> evaluated = new ArrayList<>();
        try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
            for (ModelKind kind : ModelKind.values()) {
                evaluated.add(obtain(kind, Optional.ofNullable(usable.get(kind)), mnist, evaluator));
            }
        }
        return publishAndKeep(mnist, evaluated);
    }

    /**
     * The first step of {@link #train()} alone, for whoever goes step by step, as the notebook does.
     *
     * @throws IOException with one line to show, if the dataset cannot be had or the artifacts could not be written
     */
    public Mnist dataset() throws IOException, InterruptedException {
        return Interruptible.run(this::prepare);
    }

    /**
     * The step for one network alone: the model cache's, if that was trained as the settings say, or else trained now.
     * {@link #publish} keeps it.
     */
    public EvaluatedModel network(ModelKind kind, Mnist mnist) throws IOException, InterruptedException {
        return Interruptible.run(() -> {
            Model usable = source.usable(settings, List.of(kind)).get(kind);
            try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
                return obtain(kind, Optional.ofNullable(usable), mnist, evaluator);
            }
        });
    }

    /**
     * The last step alone: publishes the artifacts and keeps the networks.
     *
     * @param models one of each kind
     * @throws IOException with one line to show, if the artifacts cannot be written
     */
    public ArtifactSet publish(Mnist mnist, List<EvaluatedModel> models) throws IOException, InterruptedException {
        return Interruptible.run(() -> publishAndKeep(mnist, models));
    }

    private EvaluatedModel obtain(ModelKind kind, Optional<Model> usable, Mnist mnist, Evaluator evaluator)
            throws InterruptedException {
        listener.stageStarted(kind == ModelKind.GOOD ? Stage.GOOD : Stage.BAD);
        if (usable.isPresent()) {
            return evaluate(usable.get(), mnist, evaluator);
        }
        Trainer trainer = new Trainer(settings.engine().start(settings.threads()), evaluator, listener);
        return evaluate(trainer.train(kind, settings.recipe(kind), mnist), mnist, evaluator);
    }

    private ArtifactSet publishAndKeep(Mnist mnist, List<EvaluatedModel> models) throws IOException {
        try {
            return export(mnist, models);
        } finally {
            // Also when nothing could be published: the training need not be repeated for that.
            keep(models);
        }
    }

    private void keep(List<EvaluatedModel> evaluated) {
        Map<ModelKind, Model> models = new EnumMap<>(ModelKind.class);
        Map<ModelKind, Double> accuracies = new EnumMap<>(ModelKind.class);
        for (EvaluatedModel model : evaluated) {
            models.put(model.model().kind(), model.model());
            accuracies.put(model.model().kind(), model.rounded().accuracy());
        }
        if (models.values().stream().anyMatch(model -> model.origin() == Origin.TRAINED)) {
            source.keep(models, accuracies);
        }
    }

    /**
     * Publishes the artifacts of the model cache; trains nothing.
     *
     * @throws IOException with one line to show, if the cache is missing, cannot be used or lacks a network
     */
    public ArtifactSet export() throws IOException, InterruptedException {
        return Interruptible.run(this::exportAndPublish);
    }

    private ArtifactSet exportAndPublish() throws IOException, InterruptedException {
        Map<ModelKind, Model> models = source.all();
        Mnist mnist = prepare();
        List<EvaluatedModel> evaluated = new ArrayList<>();
        try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
            for (ModelKind kind : ModelKind.values()) {
                evaluated.add(evaluate(models.get(kind), mnist, evaluator));
            }
        }
        return export(mnist, evaluated);
    }

    /** The dataset, once it is certain that nothing stands in the way that would show only after the training. */
    private Mnist prepare() throws IOException, InterruptedException {
        listener.stageStarted(Stage.DATASET);
        new ArtifactDirectory(settings.output()).requireWritable();
        Mnist mnist = new DatasetSource(settings.datasetCache(), settings.mirrors(), listener).load();
        EzklJson.requireImages(mnist.training(), settings.choices());
        listener.datasetReady(mnist);
        return mnist;
    }

    private EvaluatedModel evaluate(Model model, Mnist mnist, Evaluator evaluator) {
        Evaluation rounded = evaluator.evaluate(model.parameters(), mnist.test(), true);
        Evaluation unrounded = evaluator.evaluate(model.parameters(), mnist.test(), false);
        EvaluatedModel evaluated = new EvaluatedModel(model, rounded, unrounded);
        listener.modelReady(evaluated);
        return evaluated;
    }

    private ArtifactSet export(Mnist mnist, List<EvaluatedModel> models) throws IOException {
        listener.stageStarted(Stage.EXPORT);
        ArtifactSet artifacts = ArtifactSet.export(mnist, models, settings.choices());
        Publication publication = new ArtifactDirectory(settings.output()).publish(artifacts);
        publication.notices().forEach(listener::notice);
        listener.artifactsPublished(settings.output());
        return artifacts;
    }
}

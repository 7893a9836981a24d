package org.zkmnist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zkmnist.dataset.DatasetSource;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.ArtifactDirectory;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.export.Publication;
import org.zkmnist.model.InvalidModelException;
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

    public Modeller(Settings settings, ModellerListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Obtains MNIST, trains what the model cache does not hold, publishes the artifacts and keeps the models.
     *
     * @return the published files
     * @throws IOException with one line to show, if the dataset cannot be had or the artifacts cannot be written
     * @throws InterruptedException within a batch of the thread's being interrupted; nothing half done is left
     */
    public ArtifactSet train() throws IOException, InterruptedException {
        Mnist mnist = dataset();
        ModelSource source = new ModelSource(settings.modelCache(), listener);
        Map<ModelKind, Model> models = new EnumMap<>(ModelKind.class);
        models.putAll(source.usable(settings));
        List<EvaluatedModel> evaluated = new ArrayList<>();
        try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
            Trainer trainer = new Trainer(settings.engine().start(settings.threads()), evaluator, listener);
            for (ModelKind kind : ModelKind.values()) {
                listener.stageStarted(kind == ModelKind.GOOD ? Stage.GOOD : Stage.BAD);
                if (!models.containsKey(kind)) {
                    models.put(kind, trainer.train(kind, settings.recipe(kind), mnist));
                }
                evaluated.add(evaluate(models.get(kind), mnist, evaluator));
            }
        }
        ArtifactSet artifacts = publish(mnist, evaluated);
        if (models.values().stream().anyMatch(model -> model.origin() == Origin.TRAINED)) {
            Map<ModelKind, Double> accuracies = new EnumMap<>(ModelKind.class);
            evaluated.forEach(model ->
                    accuracies.put(model.model().kind(), model.rounded().accuracy()));
            source.keep(models, accuracies);
        }
        return artifacts;
    }

    /**
     * Publishes the artifacts of the model cache; trains nothing.
     *
     * @throws IOException with one line to show, if the cache is missing, cannot be used or lacks a network
     */
    public ArtifactSet export() throws IOException, InterruptedException {
        Map<ModelKind, Model> models = new ModelSource(settings.modelCache(), listener).all();
        Mnist mnist = dataset();
        List<EvaluatedModel> evaluated = new ArrayList<>();
        try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
            for (ModelKind kind : ModelKind.values()) {
                if (!models.containsKey(kind)) {
                    throw new InvalidModelException(
                            settings.modelCache() + " holds no " + kind.label() + " network; `train` makes one");
                }
                evaluated.add(evaluate(models.get(kind), mnist, evaluator));
            }
        }
        return publish(mnist, evaluated);
    }

    private Mnist dataset() throws IOException, InterruptedException {
        listener.stageStarted(Stage.DATASET);
        return new DatasetSource(settings.datasetCache(), settings.mirrors(), listener).load();
    }

    private EvaluatedModel evaluate(Model model, Mnist mnist, Evaluator evaluator) {
        Evaluation rounded = evaluator.evaluate(model.parameters(), mnist.test(), true);
        Evaluation unrounded = evaluator.evaluate(model.parameters(), mnist.test(), false);
        EvaluatedModel evaluated = new EvaluatedModel(model, rounded, unrounded);
        listener.modelReady(evaluated);
        return evaluated;
    }

    private ArtifactSet publish(Mnist mnist, List<EvaluatedModel> models) throws IOException {
        listener.stageStarted(Stage.EXPORT);
        ArtifactSet artifacts = ArtifactSet.export(mnist, models, settings.choices());
        Publication publication = new ArtifactDirectory(settings.output()).publish(artifacts);
        publication.notices().forEach(listener::notice);
        listener.artifactsPublished(settings.output());
        return artifacts;
    }
}

package org.zkmnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zkmnist.dataset.DatasetSource;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.EvaluatedModel;
import org.zkmnist.export.EzklJson;
import org.zkmnist.export.InvalidManifestException;
import org.zkmnist.export.Manifest;
import org.zkmnist.export.ModelProvenance;
import org.zkmnist.export.Product;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.InvalidModelException;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;
import org.zkmnist.storage.Sha256;
import org.zkmnist.training.Evaluator;
import org.zkmnist.training.Trainer;
import org.zkmnist.training.fused.FusedEvaluator;

/** Repeats what a manifest says was done, and compares the bytes. */
public final class Verification {
    private final Settings settings;
    private final ModellerListener listener;

    /** @param settings of these the dataset, the model cache, mirrors and threads count; the manifest gives the rest */
    public Verification(Settings settings, ModellerListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Trains again from the manifest in the directory, exports again and compares with its files.
     *
     * @return one result a file, and what is to be said about them
     * @throws IOException with one line to show, if there is no usable manifest or the dataset cannot be had
     */
    public VerificationReport verify(Path directory) throws IOException, InterruptedException {
        return Interruptible.run(() -> repeatAndCompare(directory));
    }

    private VerificationReport repeatAndCompare(Path directory) throws IOException, InterruptedException {
        Manifest manifest = read(directory);
        List<String> remarks = new ArrayList<>();
        remarkOnProduct(manifest, remarks);
        listener.stageStarted(Stage.DATASET);
        Mnist mnist = new DatasetSource(settings.datasetCache(), settings.mirrors(), listener).load();
        manifest.dataset().digests().forEach((name, digest) -> {
            if (!digest.equals(mnist.digests().get(name))) {
                remarks.add("the dataset differs: " + name + " has SHA-256 "
                        + mnist.digests().get(name) + ", the manifest says " + digest);
            }
        });
        requireImages(manifest, mnist, directory);
        ArtifactSet repeated = repeat(manifest, mnist, remarks);
        List<VerifiedFile> files = new ArrayList<>();
        for (String name : ArtifactSet.FILE_NAMES) {
            files.add(compare(directory.resolve(name), repeated.measure(name).sha256()));
        }
        return new VerificationReport(files, remarks);
    }

    private static Manifest read(Path directory) throws IOException {
        Path file = directory.resolve(Manifest.FILE_NAME);
        try {
            return Manifest.read(file);
        } catch (NoSuchFileException e) {
            throw new InvalidManifestException(
                    "there is no " + file + ": name the directory of the artifacts, or make some with `modeller train`",
                    e);
        }
    }

    /** Before anything is trained: a dataset of fewer images cannot give the same files. */
    private static void requireImages(Manifest manifest, Mnist mnist, Path directory) throws InvalidManifestException {
        try {
            EzklJson.requireImages(mnist.training(), manifest.choices());
        } catch (IllegalArgumentException e) {
            throw new InvalidManifestException(directory.resolve(Manifest.FILE_NAME) + ": " + e.getMessage(), e);
        }
    }

    private static void remarkOnProduct(Manifest manifest, List<String> remarks) {
        Product here = Product.current();
        if (!manifest.product().equals(here)) {
            remarks.add("these artifacts were made by " + manifest.product().name() + " "
                    + manifest.product().version() + ", this is " + here.name() + " " + here.version()
                    + ": even the same network is written with another version in it");
        }
    }

    private ArtifactSet repeat(Manifest manifest, Mnist mnist, List<String> remarks)
            throws IOException, InterruptedException {
        List<EvaluatedModel> evaluated = new ArrayList<>();
        Map<ModelKind, Model> cached = new EnumMap<>(ModelKind.class);
        try (Evaluator evaluator = new FusedEvaluator(settings.threads())) {
            for (ModelKind kind : ModelKind.values()) {
                listener.stageStarted(kind == ModelKind.GOOD ? Stage.GOOD : Stage.BAD);
                ModelProvenance expected = manifest.models().get(kind);
                Model model = expected.recipe().isPresent()
                        ? train(kind, expected, mnist, evaluator, remarks)
                        : cached(kind, expected, cached, remarks);
                EvaluatedModel result = new EvaluatedModel(
                        model,
                        evaluator.evaluate(model.parameters(), mnist.test(), true),
                        evaluator.evaluate(model.parameters(), mnist.test(), false));
                evaluated.add(result);
                listener.modelReady(result);
            }
        }
        listener.stageStarted(Stage.EXPORT);
        return ArtifactSet.export(mnist, evaluated, manifest.choices());
    }

    private Model train(
            ModelKind kind, ModelProvenance expected, Mnist mnist, Evaluator evaluator, List<String> remarks)
            throws IOException, InterruptedException {
        Recipe recipe = expected.recipe().orElseThrow();
        Engine engine = Engine.named(recipe.engine())
                .orElseThrow(() -> new InvalidModelException("the manifest names the engine '" + recipe.engine()
                        + "' for the " + kind.label() + " network; this version has fused and dl4j"));
        if (engine != Engine.FUSED) {
            remarks.add("the " + kind.label() + " network was trained by " + engine.label()
                    + ", whose bits depend on the machine: only the fused engine promises the same bytes");
        }
        Model model = new Trainer(engine.start(settings.threads()), evaluator, listener).train(kind, recipe, mnist);
        firstDifference(expected.history(), model.history())
                .ifPresent(epoch -> remarks.add("the " + kind.label()
                        + " network's parameters differ first after epoch " + epoch + " of " + recipe.epochs()));
        return new Model(kind, model.parameters(), expected.origin(), model.recipe(), model.history());
    }

    private static Optional<Integer> firstDifference(List<EpochReport> expected, List<EpochReport> found) {
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).parametersDigest().equals(expected.get(i).parametersDigest())) {
                return Optional.of(i + 1);
            }
        }
        return Optional.empty();
    }

    private Model cached(ModelKind kind, ModelProvenance expected, Map<ModelKind, Model> cached, List<String> remarks)
            throws IOException {
        remarks.add("the " + kind.label() + " network has no recipe ("
                + expected.origin().label() + "): its training cannot be repeated, its export was");
        if (cached.isEmpty()) {
            cached.putAll(new ModelSource(settings.modelCache(), listener).all());
        }
        return cached.get(kind);
    }

    private static VerifiedFile compare(Path file, String expected) throws IOException {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            return new VerifiedFile(name, expected, Optional.empty());
        }
        return new VerifiedFile(name, expected, Optional.of(Sha256.hex(file)));
    }
}

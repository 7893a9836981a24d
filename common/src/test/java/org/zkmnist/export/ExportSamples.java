package org.zkmnist.export;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Model;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Origin;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.storage.Sha256;
import org.zkmnist.training.Evaluation;

/** Inputs of the export made of random bytes and untrained networks. */
final class ExportSamples {
    private ExportSamples() {}

    static LabelledImages images(long seed, int count) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * LabelledImages.PIXELS];
        random.nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) random.nextInt(10);
        }
        return new LabelledImages(pixels, labels);
    }

    static Mnist mnist(long seed) {
        LabelledImages training = images(seed, 20);
        LabelledImages test = images(seed + 1, 10);
        TreeMap<String, String> digests = new TreeMap<>();
        digests.put("train-images-idx3-ubyte", Sha256.hex(training.pixels()));
        digests.put("train-labels-idx1-ubyte", Sha256.hex(training.labels()));
        digests.put("t10k-images-idx3-ubyte", Sha256.hex(test.pixels()));
        digests.put("t10k-labels-idx1-ubyte", Sha256.hex(test.labels()));
        return new Mnist(training, test, digests);
    }

    static Model model(ModelKind kind, Origin origin, long seed, int epochs) {
        List<EpochReport> history = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            String digest = Parameters.initial(seed + epoch).digest();
            history.add(new EpochReport(epoch, 2.302 / epoch, 2.0E-3 / epoch, 1 - 0.25 / epoch, digest));
        }
        Recipe recipe = Recipe.standard(seed, epochs, "fused");
        return new Model(kind, Parameters.initial(seed), origin, Optional.of(recipe), history);
    }

    static Model upstreamModel(ModelKind kind, long seed) {
        return new Model(kind, Parameters.initial(seed), Origin.UPSTREAM_PICKLE, Optional.empty(), List.of());
    }

    static EvaluatedModel evaluated(Model model) {
        return new EvaluatedModel(model, evaluation(0.9783, 0.0708), evaluation(0.9820, 2.0E-3));
    }

    private static Evaluation evaluation(double accuracy, double meanLoss) {
        List<List<Integer>> confusion = IntStream.range(0, 10)
                .mapToObj(digit -> IntStream.range(0, 10)
                        .mapToObj(answer -> digit == answer ? 978 : answer)
                        .toList())
                .toList();
        return new Evaluation(accuracy, meanLoss, confusion);
    }

    /** A complete set; other seeds give sets of which every file differs. */
    static ArtifactSet set(long seed) {
        return ArtifactSet.export(
                mnist(seed),
                List.of(
                        evaluated(model(ModelKind.GOOD, Origin.TRAINED, seed, 2)),
                        evaluated(model(ModelKind.BAD, Origin.CACHE, seed + 100, 1))),
                ExportChoices.standard());
    }

    /** A complete set that is quick to make and to write: its artifacts are random bytes of random length. */
    static ArtifactSet smallSet(long seed) {
        Random random = new Random(seed);
        Map<Artifact, byte[]> artifacts = new EnumMap<>(Artifact.class);
        Map<Artifact, ArtifactFile> measured = new EnumMap<>(Artifact.class);
        for (Artifact artifact : Artifact.values()) {
            byte[] content = new byte[1000 + random.nextInt(20_000)];
            random.nextBytes(content);
            artifacts.put(artifact, content);
            measured.put(artifact, ArtifactFile.of(content));
        }
        Map<ModelKind, ModelProvenance> models = Map.of(
                ModelKind.GOOD, ModelProvenance.of(evaluated(model(ModelKind.GOOD, Origin.TRAINED, seed, 2))),
                ModelKind.BAD, ModelProvenance.of(evaluated(upstreamModel(ModelKind.BAD, seed))));
        return ArtifactSet.of(
                artifacts,
                new Manifest(
                        Product.current(),
                        DatasetProvenance.of(mnist(seed)),
                        models,
                        ExportChoices.standard(),
                        measured));
    }
}

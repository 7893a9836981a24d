package org.zkmnist.auto;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.zkmnist.Engine;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.model.Parameters;
import org.zkmnist.model.Recipe;
import org.zkmnist.training.Evaluator;
import org.zkmnist.training.TrainingSession;
import org.zkmnist.training.fused.FusedEvaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modeller benchmark}: times epochs of one engine, for the programs in {@code bench}. */
@Command(
        name = "benchmark",
        hidden = true,
        description =
                "Times epochs of training, each with the evaluation that follows it, and prints one JSON object a line.",
        mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--engine", paramLabel = "NAME", defaultValue = "fused", description = "fused or dl4j.")
    private String engine;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "3", description = "How many epochs.")
    private int epochs;

    @Option(names = "--batches", paramLabel = "N", description = "Stop each epoch after so many batches.")
    private Integer batches;

    @Override
    public Integer call() throws IOException {
        Engine chosen = Engine.named(engine)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Invalid value for option '--engine': '" + engine + "'"));
        Recipe recipe = Recipe.standard(1, epochs, chosen.label());
        Mnist mnist = new DatasetCache(common.settings(common.data()).datasetCache()).read();
        LabelledImages images = mnist.training();
        int perEpoch = batches == null ? images.count() : Math.min(images.count(), batches * recipe.batchSize());
        double accuracy = 0;
        try (TrainingSession session = chosen.start(common.threads()).start(Parameters.initial(1), images, recipe);
                Evaluator evaluator = new FusedEvaluator(common.threads())) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                long start = System.nanoTime();
                for (int first = 0; first < perEpoch; first += recipe.batchSize()) {
                    session.step(first, Math.min(recipe.batchSize(), perEpoch - first));
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                accuracy = evaluator
                        .evaluate(session.parameters(), mnist.test(), true)
                        .accuracy();
                print(event("epoch", accuracy)
                        .put("network", 1)
                        .put("epoch", epoch)
                        .put("images", perEpoch)
                        .put("seconds", seconds));
            }
        }
        print(event("done", accuracy));
        return 0;
    }

    private static ObjectNode event(String name, double accuracy) {
        return JSON.createObjectNode().put("event", name).put("accuracy", accuracy);
    }

    private void print(ObjectNode event) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(JSON.writeValueAsString(event));
        out.flush();
    }
}

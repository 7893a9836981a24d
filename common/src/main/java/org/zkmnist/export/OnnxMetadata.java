package org.zkmnist.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.zkmnist.model.Model;
import org.zkmnist.model.Recipe;

/** Collects what an ONNX file says about where its network came from. */
final class OnnxMetadata {
    private OnnxMetadata() {}

    /**
     * Keys and values in the order of the file. Nothing depends on whether a model with a recipe was trained just now or
     * read from a cache: both are the same network.
     */
    static Map<String, String> of(Model model, SortedMap<String, String> datasetDigests) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model.kind", model.kind().label());
        metadata.put("model.parameters.sha256", model.parameters().digest());
        if (model.recipe().isPresent()) {
            addTraining(metadata, model.recipe().get());
            datasetDigests.forEach((file, digest) -> metadata.put("dataset." + file + ".sha256", digest));
        } else {
            metadata.put("model.origin", model.origin().label() + "; how it was trained is not recorded");
        }
        return metadata;
    }

    private static void addTraining(Map<String, String> metadata, Recipe recipe) {
        metadata.put("training.seed", Long.toString(recipe.seed()));
        metadata.put("training.epochs", Integer.toString(recipe.epochs()));
        metadata.put("training.batchSize", Integer.toString(recipe.batchSize()));
        metadata.put("training.learningRate", PythonFloat.repr(recipe.learningRate()));
        metadata.put("training.engine", recipe.engine());
    }
}

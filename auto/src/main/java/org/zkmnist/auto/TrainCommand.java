package org.zkmnist.auto;

import java.util.concurrent.Callable;
import org.zkmnist.Modeller;
import org.zkmnist.Settings;
import org.zkmnist.auto.progress.ProgressDisplay;
import org.zkmnist.export.ArtifactSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code modeller train}: from the dataset to the artifacts. */
@Command(
        name = "train",
        description =
                "Obtains MNIST, trains both networks unless the model cache holds them, and writes all artifacts.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private RecipeOptions recipe;

    @Override
    public Integer call() throws Exception {
        Settings settings = recipe.settings(common);
        try (ProgressDisplay progress = ProgressDisplay.onStandardError()) {
            ArtifactSet artifacts = new Modeller(settings, progress).train();
            Results.print(spec.commandLine().getOut(), "train", settings.output(), artifacts, common.json());
        }
        return 0;
    }
}

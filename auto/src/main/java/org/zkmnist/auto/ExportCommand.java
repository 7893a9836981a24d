package org.zkmnist.auto;

import java.util.concurrent.Callable;
import org.zkmnist.Engine;
import org.zkmnist.Modeller;
import org.zkmnist.Settings;
import org.zkmnist.auto.progress.ProgressDisplay;
import org.zkmnist.export.ArtifactSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code modeller export}: from the model cache to the artifacts. */
@Command(
        name = "export",
        description =
                "Writes the artifacts of the networks in the model cache. Trains nothing: fails when there is no cache.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ExportOptions export;

    @Override
    public Integer call() throws Exception {
        // The recipe's part of the settings is not used: what the cache holds is exported, however it was trained.
        Settings settings = new Settings(
                common.data(),
                common.output(export.output()),
                0,
                1,
                1,
                Engine.FUSED,
                common.threads(),
                common.mirrors(),
                export.choices());
        try (ProgressDisplay progress = ProgressDisplay.onStandardError()) {
            ArtifactSet artifacts = new Modeller(settings, progress).export();
            Results.print(spec.commandLine().getOut(), "export", settings.output(), artifacts, common.json());
        }
        return 0;
    }
}

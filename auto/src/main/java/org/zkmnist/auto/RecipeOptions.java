package org.zkmnist.auto;

import java.nio.file.Path;
import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.export.ExportChoices;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say how the networks are trained and what is exported. */
final class RecipeOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ExportOptions export;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the initial parameters, a whole number. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--good-epochs",
            paramLabel = "N",
            defaultValue = "25",
            description = "Epochs of the good network. Default: ${DEFAULT-VALUE}.")
    private int goodEpochs;

    @Option(
            names = "--bad-epochs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Epochs of the bad network. Default: ${DEFAULT-VALUE}.")
    private int badEpochs;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "fused",
            description =
                    "fused: fast, the same bytes on every machine; dl4j: DL4J's own training, slow, to compare with."
                            + " Default: ${DEFAULT-VALUE}.")
    private String engine;

    Settings settings(CommonOptions common) {
        ExportChoices choices = export.choices();
        Path output = common.output(export.output());
        try {
            return new Settings(
                    common.data(),
                    output,
                    seed,
                    atLeastOne("--good-epochs", goodEpochs),
                    atLeastOne("--bad-epochs", badEpochs),
                    engine(),
                    common.threads(),
                    common.mirrors(),
                    choices);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Engine engine() {
        return Engine.named(engine)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Invalid value for option '--engine': '" + engine + "', expected fused or dl4j"));
    }

    private static int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "Invalid value for option '" + option + "': " + value + ", expected 1 or more");
        }
        return value;
    }
}

package org.zkmnist.auto;

import java.nio.file.Path;
import org.zkmnist.export.ExportChoices;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say where the artifacts go and which images they hold. */
final class ExportOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Directory of the artifacts. Default: auto in the data directory.")
    private Path output;

    @Option(
            names = "--input-image",
            paramLabel = "N",
            defaultValue = "0",
            description = "Index of the training image in input.json, from 0. Default: ${DEFAULT-VALUE}.")
    private int inputImage;

    @Option(
            names = "--calibration-images",
            paramLabel = "N",
            defaultValue = "15",
            description = "How many of the first training images cal_data.json holds. Default: ${DEFAULT-VALUE}.")
    private int calibrationImages;

    Path output() {
        return output;
    }

    ExportChoices choices() {
        try {
            return new ExportChoices(inputImage, calibrationImages);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

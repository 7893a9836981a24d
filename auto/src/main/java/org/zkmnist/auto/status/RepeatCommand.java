package org.zkmnist.auto.status;

import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.export.ExportChoices;

/** The command line that makes the same artifacts again. */
public final class RepeatCommand {
    private RepeatCommand() {}

    /** Names seed and epochs, and of the rest only what is not the default; no path of this machine. */
    public static String of(Settings settings) {
        StringBuilder command = new StringBuilder("./modeller train --seed ")
                .append(settings.seed())
                .append(" --good-epochs ")
                .append(settings.goodEpochs())
                .append(" --bad-epochs ")
                .append(settings.badEpochs());
        if (settings.engine() != Engine.FUSED) {
            command.append(" --engine ").append(settings.engine().label());
        }
        ExportChoices usual = ExportChoices.standard();
        ExportChoices choices = settings.choices();
        if (choices.inputImage() != usual.inputImage()) {
            command.append(" --input-image ").append(choices.inputImage());
        }
        if (choices.calibrationImages() != usual.calibrationImages()) {
            command.append(" --calibration-images ").append(choices.calibrationImages());
        }
        return command.toString();
    }
}

package org.zkmnist.auto;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.zkmnist.Verification;
import org.zkmnist.VerificationReport;
import org.zkmnist.auto.progress.ProgressDisplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modeller verify [DIR]}: repeats the training that a manifest tells of and compares every byte. */
@Command(
        name = "verify",
        description =
                "Trains again from what manifest.json says and compares the files: one line a file; exit code 0 only"
                        + " when all are the same bytes.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Directory of the artifacts, yours or downloaded ones. Default: auto in the data directory.")
    private Path directory;

    @Override
    public Integer call() throws Exception {
        Path artifacts = common.output(directory);
        try (ProgressDisplay progress = ProgressDisplay.onStandardError()) {
            VerificationReport report = new Verification(common.settings(artifacts), progress).verify(artifacts);
            Results.print(spec.commandLine().getOut(), report, common.json());
            return report.same() ? 0 : ModellerCommand.FAILED;
        }
    }
}

package org.zkmnist.auto;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code modeller COMMAND [OPTIONS]}. */
@Command(
        name = "modeller",
        description = "Trains a good and a bad MNIST classifier, repeatably to the byte, and exports them for EZKL.",
        subcommands = {TrainCommand.class, ExportCommand.class, VerifyCommand.class, BenchmarkCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Every option has an environment variable of the same name: --good-epochs is MODELLER_GOOD_EPOCHS.",
            "Exit codes: 0 done, 1 the job failed, 2 wrong usage, 130 and 143 stopped by Ctrl-C or SIGTERM."
        })
public final class ModellerCommand implements Runnable {
    static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        QuietLibraries.silence();
        Interruption interruption = Interruption.ofThisThread();
        int exitCode = commandLine().execute(arguments);
        interruption.exit(exitCode);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ModellerCommand());
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
        commandLine.setParameterExceptionHandler(ModellerCommand::wrongUsage);
        commandLine.setExecutionExceptionHandler(new OneLineErrors());
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine;
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine commandLine = e.getCommandLine();
        PrintWriter err = commandLine.getErr();
        String command = commandLine.getCommandSpec().qualifiedName(" ");
        err.println("modeller: " + e.getMessage().replaceAll("\\s+", " ") + " (`" + command + " --help` explains)");
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: train, export or verify");
    }
}

package org.zkmnist.auto;

import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: {@code modeller COMMAND [OPTIONS]}. */
@Command(
        name = "modeller",
        description = "Trains a good and a bad MNIST classifier, repeatably to the byte, and exports them for EZKL.",
        subcommands = {
            ServeCommand.class,
            TrainCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            BenchmarkCommand.class,
            RehearsalCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The start script also knows `modeller notebook`: the notebook in Jupyter, and `modeller prove`: EZKL shows that"
                    + " the swap is refused.",
            "Without a command, and with options only, it is serve.",
            "Every option has an environment variable of the same name: --good-epochs is MODELLER_GOOD_EPOCHS.",
            "Exit codes: 0 done, 1 the job failed, 2 wrong usage, 130 and 143 stopped by Ctrl-C or SIGTERM."
        })
public final class ModellerCommand {
    static final int FAILED = 1;

    /** What a command that was told to stop returns: the process then ends as the signal says. */
    static final int STOPPED = 130;

    private static final String DEFAULT_COMMAND = "serve";
    private static final Set<String> WITHOUT_COMMAND = Set.of("-h", "--help", "-V", "--version");

    public static void main(String[] arguments) {
        QuietLibraries.silence();
        Interruption interruption = Interruption.ofThisThread();
        int exitCode = commandLine().execute(withCommand(arguments));
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

    /** Puts the default command before what names none. */
    static String[] withCommand(String... arguments) {
        boolean named =
                arguments.length > 0 && (!arguments[0].startsWith("-") || WITHOUT_COMMAND.contains(arguments[0]));
        return named
                ? arguments
                : Stream.concat(Stream.of(DEFAULT_COMMAND), Stream.of(arguments))
                        .toArray(String[]::new);
    }
}

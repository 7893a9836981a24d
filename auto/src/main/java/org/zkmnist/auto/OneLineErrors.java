package org.zkmnist.auto;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zkmnist.auto.status.Failure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit code. */
final class OneLineErrors implements IExecutionExceptionHandler {
    private static final Logger LOG = Logger.getLogger(OneLineErrors.class.getName());

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed)
            throws Exception {
        if (failure instanceof ParameterException wrongUsage) {
            return commandLine.getParameterExceptionHandler().handleParseException(wrongUsage, new String[0]);
        }
        if (failure instanceof IllegalArgumentException) {
            // A value that only the job itself could judge, such as an image that the dataset does not have.
            return say(commandLine, failure.getMessage(), CommandLine.ExitCode.USAGE);
        }
        if (failure instanceof InterruptedException) {
            return say(commandLine, "stopped; nothing was changed by what was not finished", ModellerCommand.STOPPED);
        }
        if (failure instanceof IOException problem) {
            return say(commandLine, Failure.message(problem), ModellerCommand.FAILED);
        }
        LOG.log(Level.FINE, "unexpected", failure);
        return say(commandLine, Failure.message(failure), ModellerCommand.FAILED);
    }

    private static int say(CommandLine commandLine, String line, int exitCode) {
        commandLine.getErr().println("modeller: " + line.replaceAll("\\s+", " "));
        return exitCode;
    }
}

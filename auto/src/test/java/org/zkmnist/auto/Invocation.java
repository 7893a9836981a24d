package org.zkmnist.auto;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What came of one command line within this process.
 *
 * @param err without the progress, which goes to the process's own standard error
 */
record Invocation(int exitCode, String out, String err) {
    static Invocation of(String... arguments) {
        return with(Map.of(), arguments);
    }

    static Invocation with(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = ModellerCommand.commandLine();
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(ModellerCommand.withCommand(arguments));
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    List<String> errorLines() {
        return err.lines().toList();
    }
}

package org.zkmnist.auto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program in a Java process of its own, for what can only be seen from outside. */
final class ModellerProcess implements AutoCloseable {
    /** Far more than is ever needed: only a process that hangs takes so long. */
    private static final long MINUTES_OF_PATIENCE = 3;

    private static final Pattern PORT = Pattern.compile(":([1-9]\\d*)/");

    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;
    private final List<String> lines = new ArrayList<>();
    private String firstOutputLine;

    private ModellerProcess(Process process) {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    static ModellerProcess start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ModellerCommand.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MODELLER_"));
        return new ModellerProcess(builder.start());
    }

    /** The first line on standard output, where a server says what it listens on. */
    String firstOutputLine() throws IOException {
        if (firstOutputLine == null) {
            firstOutputLine = out.readLine();
        }
        return firstOutputLine;
    }

    /** The port that a server says it listens on. */
    int port() throws IOException {
        Matcher port = PORT.matcher(String.valueOf(firstOutputLine()));
        if (!port.find()) {
            throw new AssertionError(
                    "no port in '" + firstOutputLine() + "': " + err.lines().toList());
        }
        return Integer.parseInt(port.group(1));
    }

    /** What stands on standard output after the first line, once the process has ended. */
    List<String> outputLines() {
        return out.lines().toList();
    }

    /** Reads standard error until a line contains the text. */
    void waitFor(String text) throws IOException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                return;
            }
        }
        throw new AssertionError("the process ended without '" + text + "': " + lines);
    }

    /** Sends a signal by its name, such as {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("kill failed with " + exitCode);
        }
    }

    /** Waits for the end; the exit code is 128 and the signal's number after a signal. */
    int exitCode() throws IOException, InterruptedException {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(MINUTES_OF_PATIENCE, TimeUnit.MINUTES)) {
            throw new AssertionError("the process does not end: " + lines);
        }
        return process.exitValue();
    }

    /** Standard error as far as it was read. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

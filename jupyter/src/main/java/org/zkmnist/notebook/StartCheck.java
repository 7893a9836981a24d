package org.zkmnist.notebook;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.zkmnist.model.ModelKind;

/**
 * Runs a start script of the kernel as the kernel will, and says what is wrong with it: the kernel itself would die
 * without a word.
 */
public final class StartCheck {
    private StartCheck() {}

    /** Exit code 0 if all is well, 1 with a line on standard error if not. The argument is the script. */
    public static void main(String[] arguments) throws IOException {
        Path script = Path.of(arguments[0]);
        if (!Files.isReadable(script)) {
            System.err.println("modeller: " + script + " cannot be read: it is the notebook's start script.");
            System.exit(1);
        }
        Optional<String> problem = problem(Files.readString(script), System.getProperty("java.class.path"))
                .map(line -> script + ": " + line)
                .or(StartCheck::problemOfPictures);
        problem.ifPresent(line -> System.err.println("modeller: " + line));
        System.exit(problem.isPresent() ? 1 : 0);
    }

    /** Servers often have no font, and Java then fails in ways that do not say so. */
    private static Optional<String> problemOfPictures() {
        try {
            new TrainingCurves(ModelKind.GOOD, 1).picture();
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of("the notebook's charts need a font, and Java finds none ("
                    + firstLine(String.valueOf(e.getMessage()))
                    + "): Debian \"apt install fontconfig fonts-dejavu-core\","
                    + " Fedora \"dnf install fontconfig dejavu-sans-fonts\".");
        }
    }

    /** One line about the first statement of the script that does not compile or fails; empty if all do their work. */
    static Optional<String> problem(String script, String classPath) {
        PrintStream quiet = new PrintStream(PrintStream.nullOutputStream());
        try (JShell shell =
                JShell.builder().executionEngine("local").out(quiet).err(quiet).build()) {
            shell.addToClasspath(classPath);
            shell.eval("import java.util.*;");
            String rest = script;
            while (!rest.isBlank()) {
                CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
                if (next.completeness() == Completeness.EMPTY) {
                    break;
                }
                String source = next.source() == null ? rest : next.source();
                for (SnippetEvent event : shell.eval(source)) {
                    Optional<String> problem = problem(shell, event);
                    if (problem.isPresent()) {
                        return Optional.of(problem.get() + " in \"" + firstLine(source) + "\"");
                    }
                }
                rest = next.remaining() == null ? "" : next.remaining();
            }
            return Optional.empty();
        }
    }

    private static Optional<String> problem(JShell shell, SnippetEvent event) {
        if (event.status() == Snippet.Status.REJECTED) {
            List<String> messages = shell.diagnostics(event.snippet())
                    .map(diagnostic -> firstLine(diagnostic.getMessage(Locale.ROOT)))
                    .toList();
            return Optional.of(messages.isEmpty() ? "it does not compile" : messages.get(0));
        }
        return Optional.ofNullable(event.exception())
                .map(exception -> firstLine(String.valueOf(exception.getMessage())));
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}

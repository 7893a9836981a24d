package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./modeller notebook} says when it does not start Jupyter: one line each time. */
class NotebookCommandIT {
    @TempDir
    private Path directory;

    private record Outcome(int exitCode, List<String> lines) {}

    private static Outcome outcome(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Outcome(process.waitFor(), lines);
    }

    private static Outcome notebook(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 3];
        System.arraycopy(new String[] {"sh", "modeller", "notebook"}, 0, command, 0, 3);
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return outcome(Installation.get().command(Map.of(), command));
    }

    /** A copy of the installation to break, with the Python environment of the whole one. */
    private Installation copy() throws IOException, InterruptedException {
        Installation whole = Installation.get();
        Installation copy = Installation.at(directory.resolve("with blank"));
        Files.createSymbolicLink(copy.home.resolve("jupyter/.venv"), whole.home.resolve("jupyter/.venv"));
        return copy;
    }

    private static void assertOneLine(Outcome outcome, int exitCode, String... parts) {
        assertThat(outcome.lines())
                .singleElement()
                .asString()
                .startsWith("modeller: ")
                .contains(parts);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void helpNamesEachOption() throws Exception {
        Outcome help = notebook("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(String.join("\n", help.lines()))
                .contains("--port", "--host", "--data", "--prepare", "JUPYTER_TOKEN");
    }

    @Test
    void wrongUsageIsToldFromFailure() throws Exception {
        assertOneLine(notebook("--prot", "1"), 2, "Unknown option: '--prot'", "--help");
        assertOneLine(notebook("--port", "70000"), 2, "'--port': '70000', expected a number up to 65535");
        assertOneLine(notebook("--data"), 2, "Missing value for option '--data'");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(taken.getLocalPort());
            assertOneLine(notebook("--port", port), 1, "port " + port + " of 127.0.0.1", "--port");
        }
    }

    @Test
    void startsFromAFolderWhoseNameHasABlank() throws Exception {
        Installation copy = copy();
        Outcome outcome = outcome(copy.command(Map.of(), "sh", "modeller", "notebook", "--prepare"));
        assertOneLine(outcome, 0, "the notebook is ready to start.");
    }

    @Test
    void aStartScriptThatDoesNotCompileIsQuoted() throws Exception {
        Installation copy = copy();
        Files.writeString(copy.home.resolve("jupyter/start.jsh"), "int a = b;\n");
        Outcome outcome = outcome(copy.command(Map.of(), "sh", "modeller", "notebook", "--prepare"));
        assertOneLine(outcome, 1, "start.jsh", "cannot find symbol", "int a = b;");
    }

    @Test
    void aClassPathThatIsNotThereIsNamed() throws Exception {
        Installation copy = copy();
        Files.delete(copy.home.resolve("jupyter/target/lib"));
        Files.createDirectory(copy.home.resolve("jupyter/target/lib"));
        Outcome outcome = outcome(copy.command(Map.of(), "sh", "modeller", "notebook", "--prepare"));
        assertOneLine(outcome, 1, "jupyter/target/lib is empty");
    }

    @Test
    void withoutPythonOneLineSaysWhatToInstall() throws Exception {
        Installation copy = copy();
        Files.delete(copy.home.resolve("jupyter/.venv"));
        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : List.of("sh", "cksum", "grep", "readlink", "sed")) {
            Files.createSymbolicLink(tools.resolve(tool), onThePath(tool));
        }
        ProcessBuilder builder = copy.command(Map.of("PATH", tools.toString()), "sh", "modeller", "notebook");
        assertOneLine(
                outcome(builder),
                1,
                "Python, version 3.10 or newer",
                "\"apt install ",
                "\"dnf install ",
                "\"brew install ");
    }

    private static Path onThePath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}

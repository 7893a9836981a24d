package org.zkmnist.notebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The notebook as it is shipped without sources, as in a container, with the jars of this build: what is started there
 * builds nothing. Its Python environment is made once a build, by the start script.
 */
final class Installation {
    private static final List<String> FILES = List.of(
            "mnist.ipynb",
            "notebook.sh",
            "start.jsh",
            "logging.properties",
            "requirements.txt",
            "jupyter_server_config.py",
            "announcement.py",
            "java_kernel_only.py",
            "kernels/java/kernel.json",
            "labconfig/default_setting_overrides.json");

    private static Installation prepared;

    final Path home;

    private Installation(Path home) {
        this.home = home;
    }

    /**
     * The installation, ready to start. Where there is no Python or no network to get packages from, the test is skipped,
     * but not in CI.
     */
    static synchronized Installation get() throws IOException, InterruptedException {
        if (prepared == null) {
            prepared = new Installation(lay(Path.of("target/installation").toAbsolutePath()));
        }
        prepared.prepare();
        return prepared;
    }

    /** Another one, in the given directory and without a Python environment. */
    static Installation at(Path home) throws IOException {
        return new Installation(lay(home));
    }

    /** Copies what is shipped; jars and the Python environment are linked or stay. */
    private static Path lay(Path home) throws IOException {
        copy(RealMnist.REPOSITORY.resolve("modeller"), home.resolve("modeller"));
        for (String file : FILES) {
            copy(Path.of(file), home.resolve("jupyter").resolve(file));
        }
        Path target = Files.createDirectories(home.resolve("jupyter/target"));
        for (String product : List.of("lib", "modeller-notebook-1.0.0.jar")) {
            Files.deleteIfExists(target.resolve(product));
            Files.createSymbolicLink(
                    target.resolve(product), Path.of("target").resolve(product).toAbsolutePath());
        }
        return home;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void prepare() throws IOException, InterruptedException {
        Path log = home.resolve("prepare.log");
        ProcessBuilder builder = command(Map.of(), "sh", "modeller", "notebook", "--prepare");
        int exitCode = builder.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exitCode != 0) {
            String output = Files.readString(log);
            boolean surroundings =
                    output.contains("Python, version 3.10 or newer") || output.contains("the installation failed");
            if (surroundings && System.getenv("CI") == null) {
                Assumptions.abort("Tests of the notebook in Jupyter are skipped: "
                        + output.strip().lines().reduce((a, b) -> b).orElse(""));
            }
            throw new AssertionError(output);
        }
    }

    /** A command with the environment of Jupyter, in the directory of the installation. */
    ProcessBuilder command(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        Path jupyter = home.resolve("jupyter");
        builder.environment().keySet().removeIf(name -> name.startsWith("JUPYTER") || name.startsWith("MODELLER"));
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "JUPYTER_PATH", jupyter.toString(),
                        "JUPYTER_CONFIG_PATH", jupyter.toString(),
                        "JUPYTER_CONFIG_DIR", home.resolve("state").toString(),
                        "JUPYTER_DATA_DIR", home.resolve("state/data").toString(),
                        "JUPYTER_RUNTIME_DIR", home.resolve("state/runtime").toString()));
        builder.environment().putAll(environment);
        return builder;
    }

    Path python() {
        return home.resolve("jupyter/.venv/bin/python");
    }

    /** Runs a Python module of the environment; returns everything that it printed. */
    String python(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python().toString(), "-m"));
        command.addAll(List.of(arguments));
        Process process = command(environment, command.toArray(String[]::new))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", arguments) + " failed:\n" + output);
        }
        return output;
    }
}

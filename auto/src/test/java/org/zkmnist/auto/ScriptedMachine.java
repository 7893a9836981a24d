package org.zkmnist.auto;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine in a folder for the start script: the few tools it calls, a repository, and a Java and a Maven that only record. */
final class ScriptedMachine implements AutoCloseable {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "chmod",
            "cksum",
            "find",
            "grep",
            "ls",
            "mkdir",
            "mkfifo",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "sync",
            "tail");
    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
                case $argument in
                    -XX:ArchiveClassesAtExit=*) echo classes >"${argument#*=}" && exit 0 ;;
                esac
            done
            printf '%s\\n' "$@"
            cat
            exit "${PROGRAM_EXITS_WITH:-0}"
            """;
    private static final String MAVEN = """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo "Apache Maven ${MAVEN_VERSION:-3.9.9} (abcdef)"
                exit 0
            fi
            [ -z "${MAVEN_WAITS_FOR-}" ] || read -r gate <"$MAVEN_WAITS_FOR"
            while [ "$1" != -f ]; do shift; done
            cd "${2%/*}" || exit 1
            echo build >>builds
            if grep -rq 'syntax error' auto/src; then
                echo '[INFO] Building ZKML MNIST Modeller 1.0.0'
                echo '[ERROR] /Main.java:[1,2] illegal start of expression -> [Help 1]'
                echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
                exit 1
            fi
            mkdir -p auto/target/lib
            cat auto/src/main/java/* >auto/target/modeller-auto-1.0.0.jar
            cat common/src/main/java/* >auto/target/lib/modeller-common-1.0.0.jar
            """;

    /** How a start of the script ended; the program's output is that of the recording Java: its arguments, a line each. */
    record Outcome(int exitCode, List<String> output, List<String> errors) {}

    final Path repository;
    final Path javaHome;
    final Path mavenHome;
    private final Path tools;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> launched = new ArrayList<>();

    /** The repository lies in a folder whose name has a blank; Java and Maven are on no path yet. */
    ScriptedMachine(Path folder) throws IOException {
        repository = Files.createDirectories(folder.resolve("with blank").resolve("repository"));
        javaHome = folder.resolve("jdk");
        mavenHome = folder.resolve("maven");
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            executable(tools.resolve(tool), "#!/bin/sh\nexec " + onThePath(tool) + " \"$@\"\n");
        }
        Files.copy(Path.of("..", "modeller"), repository.resolve("modeller"));
        write("pom.xml", "<project/>");
        write("common/pom.xml", "<project/>");
        write("auto/pom.xml", "<project/>");
        write("common/src/main/java/Step.java", "class Step {}");
        write("auto/src/main/java/Main.java", "class Main {}");
        executable(javaHome.resolve("bin/java"), JAVA);
        executable(javaHome.resolve("bin/javac"), "#!/bin/sh\n");
        javaVersion("17.0.15");
        executable(mavenHome.resolve("bin/mvn"), MAVEN);
        set("PATH", tools.toString());
        set("HOMEBREW_PREFIX", folder.resolve("no-homebrew").toString());
    }

    private static Path onThePath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(tool + " is not on PATH"));
    }

    /** The same machine with the recording Java and Maven where they are looked for. */
    ScriptedMachine withJavaAndMaven() {
        return set("JAVA_HOME", javaHome.toString()).set("MAVEN_HOME", mavenHome.toString());
    }

    ScriptedMachine set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ScriptedMachine unset(String variable) {
        environment.remove(variable);
        return this;
    }

    void javaVersion(String version) throws IOException {
        Files.writeString(javaHome.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** Puts a tool of the given home on PATH, as a link like those in {@code /usr/bin}. */
    void linkOnPath(Path tool) throws IOException {
        Files.createSymbolicLink(tools.resolve(tool.getFileName()), tool);
    }

    void write(String file, String content) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** How often Maven was asked to build. */
    int builds() throws IOException {
        Path builds = repository.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    Outcome start(String... arguments) throws IOException, InterruptedException {
        return outcome(launch(repository, Path.of("modeller"), arguments));
    }

    /** Starts the script, and does not wait for it. Its standard input is a pipe. */
    Process launch(Path workingDirectory, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.resolve("sh").toString(), script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        launched.add(process);
        return process;
    }

    /** Closes standard input and waits for the end. */
    static Outcome outcome(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        List<String> output = lines(process.inputReader(StandardCharsets.UTF_8));
        List<String> errors =
                lines(new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)));
        return new Outcome(process.waitFor(), output, errors);
    }

    /** Ends what a failed test left running. */
    @Override
    public void close() {
        launched.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        launched.forEach(Process::destroyForcibly);
    }

    private static List<String> lines(BufferedReader reader) {
        return reader.lines().toList();
    }

    private static void executable(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

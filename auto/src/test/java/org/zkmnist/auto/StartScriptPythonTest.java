package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the start script that are Python programs: which Python runs them, and when its packages are installed. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StartScriptPythonTest {
    /** Makes environments that hold a copy of itself, and shows with which arguments the program was started. */
    private static final String PYTHON = """
            #!/bin/sh
            case $1 in
                --version) echo Python 3.9.2 ;;
                -c) exit "${PYTHON_IS_OLD:-0}" ;;
                -m)
                    case $2 in
                        venv) mkdir -p "$4/bin" && cat "$0" >"$4/bin/python" && chmod +x "$4/bin/python" ;;
                        pip)
                            echo install >>"${0%/ezkl/*}/installs"
                            exit "${PIP_EXITS_WITH:-0}" ;;
                    esac ;;
                *)
                    shift
                    printf '%s\\n' "$@"
                    exit "${PROGRAM_EXITS_WITH:-0}" ;;
            esac
            """;

    @TempDir
    Path folder;

    @AutoClose
    ScriptedMachine machine;

    @BeforeEach
    void makeMachine() throws Exception {
        machine = new ScriptedMachine(folder);
        machine.write("ezkl/requirements.txt", "ezkl==11.4.2");
        machine.write("ezkl/prove_swap.py", "");
    }

    private void installPython() throws Exception {
        Path python = folder.resolve("python3");
        Files.writeString(python, PYTHON);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        machine.linkOnPath(python);
    }

    private int installs() throws Exception {
        Path installs = machine.repository.resolve("installs");
        return Files.exists(installs) ? Files.readAllLines(installs).size() : 0;
    }

    @Test
    void withoutPythonOneLineSaysWhatToInstall() throws Exception {
        var outcome = machine.start("prove");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors())
                .singleElement()
                .asString()
                .startsWith("modeller: Python, version 3.10 or newer, is needed: ")
                .contains("\"apt install ", "\"dnf install ", "\"brew install ");
    }

    @Test
    void oldPythonIsNamed() throws Exception {
        installPython();
        machine.set("PYTHON_IS_OLD", "1");
        assertThat(machine.start("prove").errors())
                .singleElement()
                .asString()
                .contains("is needed (Python 3.9.2 is too old): ");
    }

    @Test
    void argumentsAndExitCodeAreHandedThrough() throws Exception {
        installPython();
        machine.set("PROGRAM_EXITS_WITH", "3");
        var outcome = machine.start("prove", "--mock", "a b");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.output()).containsExactly("--mock", "a b");
        assertThat(machine.builds()).isZero();
    }

    @Test
    void packagesAreInstalledOnceAndAgainWhenOthersAreRequired() throws Exception {
        installPython();
        machine.start("prove");
        machine.start("prove");
        assertThat(installs()).isEqualTo(1);
        machine.write("ezkl/requirements.txt", "ezkl==11.4.3");
        machine.start("prove");
        assertThat(installs()).isEqualTo(2);
    }

    @Test
    void afterAFailedInstallationTheNextStartInstalls() throws Exception {
        installPython();
        machine.set("PIP_EXITS_WITH", "1");
        var failed = machine.start("prove");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.errors()).last().asString().startsWith("modeller: the installation failed");
        machine.unset("PIP_EXITS_WITH");
        assertThat(machine.start("prove").exitCode()).isZero();
        assertThat(installs()).isEqualTo(2);
    }
}

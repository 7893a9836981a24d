package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts of the script that meet while one of them builds, or that are stopped then. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartScriptLockTest {
    @TempDir
    Path folder;

    @AutoClose
    ScriptedMachine machine;

    Path gate;
    Path lock;

    @BeforeEach
    void makeMachineWhoseMavenWaitsForAGate() throws Exception {
        machine = new ScriptedMachine(folder).withJavaAndMaven();
        lock = machine.repository.resolve("auto/target/modeller.lock");
        gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
    }

    private Process launch(String argument) throws Exception {
        return machine.launch(machine.repository, Path.of("modeller"), argument);
    }

    @Test
    void ofTwoStartsAtOnceOneBuildsAndBothRun() throws Exception {
        machine.set("MAVEN_WAITS_FOR", gate.toString());
        Process first = launch("one");
        assertThat(first.errorReader().readLine()).contains("building");
        Process second = launch("two");
        assertThat(second.errorReader().readLine()).contains("waiting for process " + first.pid());
        // Opening blocks until Maven reads.
        Files.writeString(gate, "open\n");

        assertThat(ScriptedMachine.outcome(first).output()).endsWith("one");
        assertThat(ScriptedMachine.outcome(second).output()).endsWith("two");
        assertThat(machine.builds()).isEqualTo(1);
        assertThat(lock).doesNotExist();
    }

    @Test
    void lockOfADeadProcessIsTakenAway() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(lock);
        Files.writeString(lock.resolve("process"), dead.pid() + "\n");

        assertThat(machine.start().exitCode()).isZero();
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void startThatIsTerminatedWhileItBuildsLeavesNoLock() throws Exception {
        machine.set("MAVEN_WAITS_FOR", gate.toString());
        Process building = launch("one");
        assertThat(building.errorReader().readLine()).contains("building");

        building.destroy();
        assertThat(building.waitFor()).isEqualTo(143);
        assertThat(lock).doesNotExist();
        assertThat(machine.builds()).isZero();
        assertThat(machine.unset("MAVEN_WAITS_FOR").start("two").output()).endsWith("two");
    }
}

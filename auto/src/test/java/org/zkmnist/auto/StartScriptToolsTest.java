package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which Java and which Maven the start script takes, and the one line it prints for lack of them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StartScriptToolsTest {
    @TempDir
    Path folder;

    @AutoClose
    ScriptedMachine machine;

    @BeforeEach
    void makeMachine() throws Exception {
        machine = new ScriptedMachine(folder);
    }

    private void assertRefusal(String begin) throws Exception {
        var outcome = machine.start();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .singleElement()
                .asString()
                .startsWith("modeller: " + begin)
                .contains("\"apt install ", "\"dnf install ", "\"brew install ");
    }

    @Test
    void withoutJavaOneLineSaysWhatToInstall() throws Exception {
        assertRefusal("A JDK, version 17 or newer, is needed: ");
    }

    @Test
    void withoutMavenOneLineSaysWhatToInstall() throws Exception {
        machine.set("JAVA_HOME", machine.javaHome.toString());
        assertRefusal("Maven, version 3.8 or newer, is needed: ");
    }

    @Test
    void oldJavaIsNamed() throws Exception {
        machine.withJavaAndMaven().javaVersion("1.8.0_402");
        assertRefusal("A JDK, version 17 or newer, is needed (Java 8 in " + machine.javaHome + " is too old): ");
    }

    @Test
    void javaWithoutCompilerIsNamed() throws Exception {
        machine.withJavaAndMaven();
        Files.delete(machine.javaHome.resolve("bin/javac"));
        assertRefusal("A JDK, version 17 or newer, is needed (" + machine.javaHome + " has no compiler): ");
    }

    @Test
    void oldMavenIsNamed() throws Exception {
        machine.withJavaAndMaven().set("MAVEN_VERSION", "3.6.3");
        assertRefusal("Maven, version 3.8 or newer, is needed (" + machine.mavenHome + "/bin/mvn is version 3.6): ");
    }

    @Test
    void laterMavensAreTaken() throws Exception {
        machine.withJavaAndMaven().set("MAVEN_VERSION", "3.10.0").start();
        assertThat(machine.builds()).isEqualTo(1);

        machine.set("MAVEN_VERSION", "4.0.0").write("pom.xml", "<project>new</project>");
        machine.start();
        assertThat(machine.builds()).isEqualTo(2);
    }

    @Test
    void toolsOnThePathAreFoundThroughLinks() throws Exception {
        machine.linkOnPath(machine.javaHome.resolve("bin/java"));
        machine.linkOnPath(machine.mavenHome.resolve("bin/mvn"));

        assertThat(machine.start().exitCode()).isZero();
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void homebrewsJavaNeedNotBeOnThePath() throws Exception {
        Path brew = Files.createDirectories(folder.resolve("brew/opt"));
        Files.createSymbolicLink(brew.resolve("openjdk"), machine.javaHome);
        machine.set("HOMEBREW_PREFIX", folder.resolve("brew").toString())
                .set("MAVEN_HOME", machine.mavenHome.toString());

        assertThat(machine.start().exitCode()).isZero();
    }

    @Test
    void newerJavaOnThePathReplacesAnOldJavaHome() throws Exception {
        Path old = Files.createDirectories(folder.resolve("old/bin")).getParent();
        Files.createSymbolicLink(old.resolve("bin/java"), machine.javaHome.resolve("bin/java"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        machine.withJavaAndMaven().set("JAVA_HOME", old.toString());
        machine.linkOnPath(machine.javaHome.resolve("bin/java"));

        assertThat(machine.start().exitCode()).isZero();
    }

    @Test
    void builtProgramRunsWhereThereIsNeitherCompilerNorMaven() throws Exception {
        machine.withJavaAndMaven().start();
        Files.delete(machine.javaHome.resolve("bin/javac"));

        var outcome = machine.unset("MAVEN_HOME").start("train");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).endsWith("train");
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void programBuiltByMavenAloneRunsWithoutMaven() throws Exception {
        machine.withJavaAndMaven().start();
        Files.delete(machine.repository.resolve("auto/target/modeller.stamp"));

        assertThat(machine.unset("MAVEN_HOME").start("train").output()).endsWith("train");
    }

    @Test
    void changedSourceIsNotIgnoredForLackOfMaven() throws Exception {
        machine.withJavaAndMaven().start();
        machine.write("auto/src/main/java/Main.java", "class Other {}");
        machine.unset("MAVEN_HOME");

        assertRefusal("Maven, version 3.8 or newer, is needed: ");
    }

    @Test
    void programWithoutSourcesIsRunAsItIs() throws Exception {
        machine.withJavaAndMaven().start();
        Files.delete(machine.repository.resolve("pom.xml"));
        Files.delete(machine.repository.resolve("auto/target/modeller.stamp"));

        assertThat(machine.start("train").output()).endsWith("train");
        assertThat(machine.builds()).isEqualTo(1);
    }
}

package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the start script builds, what it hands to the program, and what it says when it cannot. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StartScriptTest {
    private static final String MAIN_CLASS = "org.zkmnist.auto.ModellerCommand";

    @TempDir
    Path folder;

    @AutoClose
    ScriptedMachine machine;

    @BeforeEach
    void makeMachine() throws Exception {
        machine = new ScriptedMachine(folder);
    }

    @Test
    void argumentsReachTheProgramAsTheyWereWritten() throws Exception {
        var outcome = machine.withJavaAndMaven().start("train", "a  b", "*", "", "$HOME", "it's \"quoted\"");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).endsWith(MAIN_CLASS, "train", "a  b", "*", "", "$HOME", "it's \"quoted\"");
    }

    @Test
    void exitCodeOfTheProgramIsPassedOn() throws Exception {
        assertThat(machine.withJavaAndMaven()
                        .set("PROGRAM_EXITS_WITH", "130")
                        .start()
                        .exitCode())
                .isEqualTo(130);
    }

    @Test
    void standardInputReachesTheProgramAlsoAfterABuild() throws Exception {
        Process process = machine.withJavaAndMaven().launch(machine.repository, Path.of("modeller"));
        process.outputWriter().append("typed\n").close();

        assertThat(ScriptedMachine.outcome(process).output()).endsWith(MAIN_CLASS, "typed");
    }

    @Test
    void flagsFromTheEnvironmentFollowThoseOfTheScript() throws Exception {
        var output = machine.withJavaAndMaven()
                .set("MODELLER_JAVA_OPTS", "-Xmx1g  -Dfoo=*")
                .start()
                .output();

        assertThat(output).containsSubsequence("-XX:+UseSerialGC", "-Xmx1g", "-Dfoo=*", MAIN_CLASS);
    }

    @Test
    void everyJavaGetsOnlyFlagsThatItKnows() throws Exception {
        String newer = "--sun-misc-unsafe-memory-access=allow";
        assertThat(machine.withJavaAndMaven().start().output()).doesNotContain(newer);

        machine.javaVersion("25");
        assertThat(machine.start().output()).contains(newer);
    }

    @Test
    void startsFromAnotherFolderThroughLinksToAPathWithBlanks() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(
                elsewhere.resolve("link"), elsewhere.relativize(machine.repository.resolve("modeller")));
        Path linkToLink = Files.createSymbolicLink(elsewhere.resolve("start"), link.getFileName());

        var outcome = ScriptedMachine.outcome(
                machine.withJavaAndMaven().launch(folder, folder.relativize(linkToLink), "--data", "data"));

        Path home = machine.repository.toRealPath();
        assertThat(outcome.output())
                .contains("-Dmodeller.home=" + home, home + "/auto/target/modeller-auto-1.0.0.jar")
                .endsWith("--data", "data");
    }

    @Test
    void firstStartBuildsAndSaysSoOnStandardError() throws Exception {
        var outcome = machine.withJavaAndMaven().start();

        assertThat(machine.builds()).isEqualTo(1);
        assertThat(outcome.errors()).first().asString().startsWith("modeller: building; the first time");
        assertThat(outcome.output()).noneMatch(line -> line.startsWith("modeller:"));
    }

    @Test
    void nothingIsBuiltOrSaidWhenNothingChanged() throws Exception {
        machine.withJavaAndMaven().start();
        Files.setLastModifiedTime(
                machine.repository.resolve("auto/src/main/java/Main.java"),
                FileTime.fromMillis(System.currentTimeMillis() + 60_000));

        assertThat(machine.start().errors()).isEmpty();
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void editedSourceIsBuiltAlsoWhenItsTimeIsOld() throws Exception {
        machine.withJavaAndMaven().start();
        machine.write("common/src/main/java/Step.java", "class Walk {}");
        Files.setLastModifiedTime(
                machine.repository.resolve("common/src/main/java/Step.java"), FileTime.fromMillis(1_000_000));

        assertThat(machine.start().errors()).contains("modeller: the sources changed, building ...");
        assertThat(machine.builds()).isEqualTo(2);
    }

    @Test
    void addedAndRemovedSourcesAreNoticed() throws Exception {
        machine.withJavaAndMaven().start();
        machine.write("auto/src/main/resources/page.html", "");
        machine.start();
        assertThat(machine.builds()).isEqualTo(2);

        Files.delete(machine.repository.resolve("auto/src/main/resources/page.html"));
        machine.start();
        assertThat(machine.builds()).isEqualTo(3);
    }

    @Test
    void changedPomIsBuilt() throws Exception {
        machine.withJavaAndMaven().start();
        machine.write("pom.xml", "<project>new</project>");

        machine.start();
        assertThat(machine.builds()).isEqualTo(2);
    }

    @Test
    void removedLibraryIsBroughtBack() throws Exception {
        machine.withJavaAndMaven().start();
        Path library = machine.repository.resolve("auto/target/lib/modeller-common-1.0.0.jar");
        Files.delete(library);

        assertThat(machine.start().exitCode()).isZero();
        assertThat(library).exists();
    }

    @Test
    void failedBuildShowsMavensErrorsAndRunsNothing() throws Exception {
        machine.withJavaAndMaven().start();
        machine.write("auto/src/main/java/Main.java", "syntax error");

        var outcome = machine.start();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .contains("/Main.java:[1,2] illegal start of expression")
                .noneMatch(line -> line.contains("Re-run Maven"))
                .last()
                .asString()
                .startsWith("modeller: the build failed")
                .endsWith("auto/target/modeller-build.log");
    }

    @Test
    void programOfAnUnfinishedBuildIsNotRun() throws Exception {
        machine.withJavaAndMaven().start();
        Files.delete(machine.repository.resolve("auto/target/modeller.stamp"));
        machine.write("auto/src/main/java/Main.java", "syntax error");
        machine.start();

        var outcome = machine.unset("MAVEN_HOME").start();
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
    }

    @Test
    void secondStartUsesTheClassesThatTheBuildArchived() throws Exception {
        machine.withJavaAndMaven().start();
        String archive = machine.repository.toRealPath() + "/auto/target/modeller-classes-17.0.15";

        assertThat(machine.start().output()).contains("-XX:SharedArchiveFile=" + archive);
        machine.javaVersion("21.0.1");
        assertThat(machine.start().output()).noneMatch(flag -> flag.startsWith("-XX:SharedArchiveFile"));
    }
}

package org.zkmnist.training.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@link DigestOfSteps} in a Java process of its own, whose class path has neither ND4J nor a native library. */
record ChildJvm(Path javaHome, List<String> flags) {
    private static final Pattern NEEDED_JARS = Pattern.compile("commons-(compress|io|lang3|codec)-.*\\.jar");

    static ChildJvm withFlags(String... flags) {
        return new ChildJvm(Path.of(System.getProperty("java.home")), List.of(flags));
    }

    /** What {@link DigestOfSteps} prints with these arguments. */
    String digest(Object... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin").resolve("java").toString(), "-Xmx400m"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), DigestOfSteps.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("exit code of %s", command).isZero();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> new File(entry).isDirectory()
                        || NEEDED_JARS.matcher(new File(entry).getName()).matches())
                .collect(Collectors.joining(File.pathSeparator));
    }
}

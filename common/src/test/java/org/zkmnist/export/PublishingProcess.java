package org.zkmnist.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another process that publishes, to be killed by a test. Prints "ready" before its first publication. */
final class PublishingProcess {
    private PublishingProcess() {}

    /** Arguments: what to do, the directory, and seeds of {@link ExportSamples#smallSet} and counts. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        ArtifactSet first = ExportSamples.smallSet(Long.parseLong(arguments[2]));
        ArtifactSet second = ExportSamples.smallSet(Long.parseLong(arguments[3]));
        int count = Integer.parseInt(arguments[4]);
        System.out.println("ready");
        System.out.flush();
        try {
            for (int i = 0; i < count; i++) {
                switch (arguments[0]) {
                    case "alternate" -> new ArtifactDirectory(directory).publish(i % 2 == 0 ? second : first);
                    case "into-empty" -> new ArtifactDirectory(directory.resolve("" + i)).publish(first);
                    case "over-copy" -> {
                        copy(first, directory.resolve("unfinished"), directory.resolve("" + i));
                        new ArtifactDirectory(directory.resolve("" + i)).publish(second);
                    }
                    default -> throw new IllegalArgumentException(arguments[0]);
                }
            }
        } catch (ArtifactDirectoryException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Makes a directory of plain files, as somebody has who downloaded a set. */
    private static void copy(ArtifactSet set, Path unfinished, Path finished) throws IOException {
        Files.createDirectory(unfinished);
        for (String name : ArtifactSet.FILE_NAMES) {
            Files.write(unfinished.resolve(name), set.content(name));
        }
        Files.move(unfinished, finished);
    }

    /** Starts a Java process with the class path of the tests. */
    static Process start(Object... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static List<String> command(Object... arguments) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                classPath,
                PublishingProcess.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return command;
    }
}

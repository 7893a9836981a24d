package org.zkmnist.auto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory of a given size; only root on Linux can have one, for others the test is skipped. */
final class MountedDirectory implements AutoCloseable {
    private final Path path;

    private MountedDirectory(Path path) {
        this.path = path;
    }

    static MountedDirectory mount(Path path, int kibibytes) throws IOException {
        Files.createDirectories(path);
        boolean linux = "Linux".equals(System.getProperty("os.name"));
        assumeTrue(
                linux && run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", path.toString()),
                "no file system can be mounted here: that takes root on Linux");
        return new MountedDirectory(path);
    }

    Path path() {
        return path;
    }

    void makeReadOnly() throws IOException {
        if (!run("mount", "-o", "remount,ro", path.toString())) {
            throw new IOException(path + " cannot be made read-only");
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // there is no such program
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command[0]);
        }
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", path.toString())) {
            throw new IOException(path + " cannot be unmounted");
        }
    }
}

package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.Settings;

/** Disks that are full or cannot be written, whatever the user's rights. */
class DiskTest {
    @TempDir
    private Path directory;

    @Test
    void aFullDiskIsOneLineAndTheTrainedNetworksAreKept() throws Exception {
        Path data = directory.resolve("data");
        Path output = directory.resolve("output");
        SmallDataset.write(data);
        try (MountedDirectory disk = MountedDirectory.mount(output, 256)) {
            Invocation full = train(data, output);
            assertThat(full.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("modeller: cannot write the artifacts to " + output + ": ")
                    .contains("No space left on device")
                    .endsWith("; the files there are as they were");
            assertThat(full.exitCode()).isEqualTo(1);
            assertThat(filesIn(disk.path())).containsOnly(".artifacts/lock");
        }
        assertThat(data.resolve(Settings.MODEL_CACHE)).isRegularFile();
        assertThat(train(data, output).exitCode()).isZero();
        assertThat(Files.readString(output.resolve("manifest.json"))).contains("\"origin\": \"cache\"");
    }

    @Test
    void whenTheDiskIsFullTheOldArtifactsStay() throws Exception {
        Path data = directory.resolve("data");
        Path output = directory.resolve("output");
        SmallDataset.write(data);
        try (MountedDirectory disk = MountedDirectory.mount(output, 700)) {
            assertThat(train(data, output).exitCode()).isZero();
            byte[] sums = Files.readAllBytes(output.resolve("SHA256SUMS"));
            Invocation full = train(data, output, "--seed", "2");
            assertThat(full.exitCode()).isEqualTo(1);
            assertThat(full.errorLines()).singleElement().asString().contains("No space left on device");
            assertThat(disk.path().resolve("SHA256SUMS")).hasBinaryContent(sums);
            assertThat(output.resolve("network_good.onnx")).isRegularFile();
        }
    }

    @Test
    void aFullDataDirectoryCostsNoArtifactAndNoCache() throws Exception {
        Path data = directory.resolve("data");
        try (MountedDirectory disk = MountedDirectory.mount(data, 700)) {
            SmallDataset.write(data);
            assertThat(train(data, directory.resolve("first")).exitCode()).isZero();
            byte[] cache = Files.readAllBytes(data.resolve(Settings.MODEL_CACHE));
            Files.write(data.resolve("filler"), new byte[(int) data.toFile().getUsableSpace()]);
            Invocation full = train(data, directory.resolve("second"), "--seed", "2");
            assertThat(full.exitCode()).isZero();
            assertThat(full.err()).isEmpty();
            assertThat(directory.resolve("second/network_good.onnx")).isRegularFile();
            assertThat(data.resolve(Settings.MODEL_CACHE)).hasBinaryContent(cache);
            assertThat(filesIn(disk.path())).containsExactly("filler", Settings.DATASET_CACHE, Settings.MODEL_CACHE);
        }
    }

    @Test
    void aReadOnlyDataDirectoryCostsNoArtifact() throws Exception {
        Path data = directory.resolve("data");
        try (MountedDirectory disk = MountedDirectory.mount(data, 2000)) {
            SmallDataset.write(data);
            Files.writeString(data.resolve(Settings.MODEL_CACHE), "no archive");
            disk.makeReadOnly();
            Invocation invocation = train(data, directory.resolve("output"));
            assertThat(invocation.exitCode()).isZero();
            assertThat(invocation.err()).isEmpty();
            assertThat(directory.resolve("output/network_bad.onnx")).isRegularFile();
            assertThat(data.resolve(Settings.MODEL_CACHE)).hasContent("no archive");
            Invocation unwritable = train(data, data.resolve("auto"));
            assertThat(unwritable.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("modeller: cannot write the artifacts to " + data.resolve("auto") + ": ");
            assertThat(unwritable.exitCode()).isEqualTo(1);
        }
    }

    private static Invocation train(Path data, Path output, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "train",
                                "--data",
                                data.toString(),
                                "--output",
                                output.toString(),
                                "--good-epochs",
                                "1"),
                        Stream.of(more))
                .toList();
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static List<String> filesIn(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> !Files.isDirectory(path))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}

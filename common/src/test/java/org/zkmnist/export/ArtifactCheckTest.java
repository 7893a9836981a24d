package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCheckTest {
    private final ArtifactSet set = ExportSamples.set(1);

    @TempDir
    private Path directory;

    @BeforeEach
    void download() throws IOException {
        for (String name : ArtifactSet.FILE_NAMES) {
            Files.write(directory.resolve(name), set.content(name));
        }
    }

    @Test
    void aDownloadedSetHasNoProblem() throws IOException {
        assertThat(problems())
                .hasSize(5)
                .allSatisfy((name, problem) -> assertThat(problem).as(name).isEmpty());
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        byte[] content = set.content("network_bad.onnx");
        content[100_000] ^= 1;
        Files.write(directory.resolve("network_bad.onnx"), content);

        Map<String, String> problems = problems();

        assertThat(problems.remove("network_bad.onnx"))
                .isEqualTo("has SHA-256 " + ArtifactFile.of(content).sha256() + ", SHA256SUMS says "
                        + set.measure("network_bad.onnx").sha256());
        assertThat(problems.values()).containsOnly("");
    }

    @Test
    void aMissingFileIsFound() throws IOException {
        Files.delete(directory.resolve("cal_data.json"));

        assertThat(problems()).containsEntry("cal_data.json", "is missing");
    }

    @Test
    void aFileWithoutCheckSumIsFound() throws IOException {
        Path sums = directory.resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).lines().skip(1).collect(Collectors.joining("\n")));

        assertThat(problems()).containsEntry("cal_data.json", "is not listed in SHA256SUMS");
    }

    @Test
    void checkSumsOfOtherArtifactsThanTheManifestsAreFound() throws IOException {
        ArtifactSet other = ExportSamples.set(2);
        byte[] content = other.content("input.json");
        Files.write(directory.resolve("input.json"), content);
        Path sums = directory.resolve("SHA256SUMS");
        Files.writeString(
                sums,
                Files.readString(sums)
                        .replace(
                                set.measure("input.json").sha256(),
                                other.measure("input.json").sha256()));

        assertThat(problems().get("input.json"))
                .isEqualTo("has SHA-256 " + ArtifactFile.of(content).sha256() + " and " + content.length
                        + " bytes, manifest.json says "
                        + set.measure("input.json").sha256() + " and "
                        + set.measure("input.json").size());
    }

    @Test
    void aDirectoryWithoutCheckSumsCannotBeChecked() throws IOException {
        Files.delete(directory.resolve("SHA256SUMS"));

        assertThatThrownBy(() -> ArtifactCheck.check(directory)).isInstanceOf(NoSuchFileException.class);
    }

    private Map<String, String> problems() throws IOException {
        return ArtifactCheck.check(directory).stream()
                .collect(Collectors.toMap(
                        ArtifactCheck.CheckedFile::name, file -> file.problem().orElse("")));
    }
}

package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.Engine;
import org.zkmnist.Modeller;
import org.zkmnist.ModellerListener;
import org.zkmnist.Settings;
import org.zkmnist.export.ArtifactCheck;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.export.ExportChoices;

/** The shipped notebook, run by Jupyter from its first cell to its last, with the good network trained for two epochs. */
class NotebookIT {
    @TempDir
    private Path directory;

    @Test
    void everyCellRunsAndTheArtifactsAreThoseOfTheCommand() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createSymbolicLink(
                data.resolve(Settings.DATASET_CACHE),
                RealMnist.REPOSITORY.resolve("data").resolve(Settings.DATASET_CACHE));
        ExecutedNotebook notebook = ExecutedNotebook.of(
                Path.of("mnist.ipynb").toAbsolutePath(),
                Map.of("MODELLER_DATA", data.toString(), "MODELLER_GOOD_EPOCHS", "2"),
                directory.resolve("executed"));

        assertThat(notebook.outputs())
                .noneMatch(output -> output.path("output_type").asText().equals("error"))
                .noneMatch(output -> output.path("name").asText().equals("stderr"));
        assertThat(types(notebook)).contains("image/png", "text/html", "application/vnd.vegalite.v5+json");
        assertThat(notebook.words())
                .contains("the modeller's network: true")
                .contains("network_bad.onnx has the same bytes: true")
                .contains("44,426")
                .contains("digits: 5, 0, 4, 1, 9, 2");

        assertThat(ArtifactCheck.check(data.resolve("auto")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file.problem()).isEmpty());
        Path elsewhere = directory.resolve("elsewhere");
        Settings settings =
                new Settings(data, elsewhere, 1, 2, 1, Engine.FUSED, 2, List.of(), ExportChoices.standard());
        Files.move(data.resolve(Settings.MODEL_CACHE), directory.resolve("kept"));
        ArtifactSet byCommand = new Modeller(settings, new ModellerListener() {}).train();
        for (String name : ArtifactSet.FILE_NAMES) {
            assertThat(data.resolve("auto").resolve(name)).hasBinaryContent(byCommand.content(name));
        }
        assertThat(directory.resolve("kept")).hasSameBinaryContentAs(data.resolve(Settings.MODEL_CACHE));
    }

    private static List<String> types(ExecutedNotebook notebook) {
        return notebook.outputs().stream()
                .map(output -> output.path("data"))
                .flatMap(data -> data.properties().stream().map(Map.Entry::getKey))
                .distinct()
                .toList();
    }

    @Test
    void theNotebookIsCommittedWithoutOutputs() throws Exception {
        Installation.get()
                .python(
                        Map.of(),
                        "nbstripout",
                        "--verify",
                        Path.of("mnist.ipynb").toAbsolutePath().toString());
    }
}

package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader meets who changes cells and runs them in another order. */
class KernelIT {
    @TempDir
    private Path directory;

    private ExecutedNotebook run(String... cells) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        RealMnist.writeSmall(data);
        Map<String, String> environment =
                Map.of("MODELLER_DATA", data.toString(), "MODELLER_GOOD_EPOCHS", "2", "MODELLER_THREADS", "2");
        return ExecutedNotebook.of(List.of(cells), environment, directory.resolve("executed"));
    }

    @Test
    void cellsInAnyOrderGiveRightResultsOrOneSentence() throws Exception {
        ExecutedNotebook notebook = run(
                "show(Confusion.matrices(experiment.good()));",
                "show(Digits.grid(experiment.mnist().training(), 0, 3));",
                "EvaluatedModel bad = experiment.train(BAD);",
                "EvaluatedModel bad = experiment.train(BAD);",
                "experiment.export();",
                "experiment.train(GOOD);\nexperiment.export().measure(\"network_good.onnx\").size()",
                "new Experiment(1, 0, 1, 0.001)");

        assertThat(notebook.words(0))
                .isEqualTo("org.zkmnist.notebook.NotebookException: "
                        + "The good network is not there yet: run the cell of part 5 first.\n");
        assertThat(notebook.words(1)).isEqualTo("digits: 5, 0, 4");
        assertThat(notebook.words(2)).contains("training of the bad network, 1 of 1 epochs done");
        assertThat(notebook.words(3)).isEqualTo(notebook.words(2));
        assertThat(notebook.words(4)).contains("The good network is not there yet");
        assertThat(notebook.words(5)).contains("training of the good network, 2 of 2 epochs done");
        assertThat(notebook.words(6))
                .contains("good epochs is 0, expected at least 1")
                .hasLineCount(1);
    }

    @Test
    void magicsAndDisplayOfIJavaWork() throws Exception {
        ExecutedNotebook notebook = run(
                "display(\"<b>bold</b>\", \"text/html\");\nint two = 1 + 1;",
                "%classpath " + directory,
                "two * 21",
                "render(\"# title\", \"text/markdown\")",
                "import org.nd4j.linalg.factory.Nd4j;\nNd4j.ones(2, 2).sumNumber().intValue()");

        assertThat(notebook.first(0, "text/html")).isEqualTo("<b>bold</b>");
        assertThat(notebook.words(1)).doesNotContain("Exception");
        assertThat(notebook.words(2)).isEqualTo("42");
        assertThat(notebook.words(3)).contains("# title");
        assertThat(notebook.words(4)).isEqualTo("4");
        assertThat(notebook.outputs())
                .noneMatch(output -> output.path("name").asText().equals("stderr"));
    }
}

package org.zkmnist.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A notebook after all of its cells were run by Jupyter, one after the other. */
final class ExecutedNotebook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> codeCells = new ArrayList<>();

    private ExecutedNotebook(Path file) throws IOException {
        for (JsonNode cell : JSON.readTree(file.toFile()).path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                codeCells.add(cell);
            }
        }
    }

    /**
     * Runs the cells of a notebook, also after one that fails.
     *
     * @param directory for the executed notebook
     */
    static ExecutedNotebook of(Path notebook, Map<String, String> environment, Path directory)
            throws IOException, InterruptedException {
        Installation.get()
                .python(
                        environment,
                        "nbconvert",
                        "--to",
                        "notebook",
                        "--execute",
                        "--allow-errors",
                        "--output-dir",
                        directory.toString(),
                        "--output",
                        "executed.ipynb",
                        notebook.toString());
        return new ExecutedNotebook(directory.resolve("executed.ipynb"));
    }

    /** Runs these cells in a new kernel. */
    static ExecutedNotebook of(List<String> cells, Map<String, String> environment, Path directory)
            throws IOException, InterruptedException {
        ObjectNode notebook = (ObjectNode) JSON.readTree(Path.of("mnist.ipynb").toFile());
        ArrayNode codeCells = JSON.createArrayNode();
        for (int i = 0; i < cells.size(); i++) {
            ObjectNode cell = codeCells.addObject();
            cell.put("cell_type", "code").put("id", "cell-" + i).put("source", cells.get(i));
            cell.putNull("execution_count");
            cell.putObject("metadata");
            cell.putArray("outputs");
        }
        notebook.set("cells", codeCells);
        Path file = Files.createDirectories(directory).resolve("cells.ipynb");
        JSON.writeValue(file.toFile(), notebook);
        return of(file, environment, directory);
    }

    /** All outputs of all cells. */
    List<JsonNode> outputs() {
        List<JsonNode> outputs = new ArrayList<>();
        codeCells.forEach(cell -> cell.path("outputs").forEach(outputs::add));
        return outputs;
    }

    /** One form of the first output of a code cell. */
    String first(int cell, String type) {
        return joined(codeCells.get(cell).path("outputs").path(0).path("data").path(type));
    }

    /** What one code cell led to, in words: text, errors and the text form of pictures. */
    String words(int cell) {
        StringBuilder words = new StringBuilder();
        for (JsonNode output : codeCells.get(cell).path("outputs")) {
            JsonNode data = output.path("data").path("text/plain");
            words.append(joined(output.path("text"))).append(joined(data));
            output.path("traceback")
                    .forEach(line -> words.append(line.asText().replaceAll("\u001b\\[[0-9;]*m", ""))
                            .append('\n'));
        }
        return words.toString();
    }

    /** The words of all cells. */
    String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < codeCells.size(); i++) {
            words.append(words(i)).append('\n');
        }
        return words.toString();
    }

    private static String joined(JsonNode lines) {
        if (lines.isTextual()) {
            return lines.asText();
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }
}

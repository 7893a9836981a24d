package org.zkmnist.auto.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the template of the document fills in, by the names used there, taken from the state of the job. */
record PageContent(
        String productName,
        String productVersion,
        String line,
        int percent,
        boolean ready,
        boolean working,
        Failure failure,
        List<Step> steps,
        List<ListedFile> files,
        List<String> log,
        String seed,
        String command,
        List<String> styleSheets,
        List<String> modules) {

    /** One step of the job. */
    record Step(String name, String state, boolean active) {}

    /** What went wrong, and what the user can do. */
    record Failure(String message, String advice) {}

    /** A file for download; the SHA-256 digest is null where none is known. */
    record ListedFile(String name, String size, String digest) {}

    private static final Map<String, String> STEP_STATES =
            Map.of("waiting", "waiting", "active", "working", "done", "done", "failed", "failed");

    static PageContent of(JsonNode status) {
        String state = status.path("state").asText();
        JsonNode product = status.path("product");
        return new PageContent(
                product.path("name").asText(),
                product.path("version").asText(),
                status.path("line").asText(),
                (int) (100 * status.path("progress").path("fraction").asDouble()),
                state.equals("ready"),
                state.equals("working"),
                failure(status.path("failure")),
                steps(status),
                files(status.path("files")),
                log(status.path("log")),
                status.path("recipe").path("seed").asText(),
                status.path("command").asText(),
                PageAssets.STYLE_SHEETS,
                PageAssets.MODULES);
    }

    private static Failure failure(JsonNode failure) {
        return failure.isObject()
                ? new Failure(
                        failure.path("message").asText(), failure.path("advice").asText())
                : null;
    }

    private static List<Step> steps(JsonNode status) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode stage : status.path("stages")) {
            String state = stage.path("state").asText();
            steps.add(new Step(
                    stage.path("name").asText(), STEP_STATES.getOrDefault(state, state), state.equals("active")));
        }
        return steps;
    }

    private static List<ListedFile> files(JsonNode files) {
        List<ListedFile> listed = new ArrayList<>();
        for (JsonNode file : files) {
            listed.add(new ListedFile(
                    file.path("name").asText(),
                    String.format(Locale.ROOT, "%,d bytes", file.path("size").asLong()),
                    file.path("sha256").asText(null)));
        }
        return listed;
    }

    private static List<String> log(JsonNode log) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : log) {
            lines.add(entry.path("line").asText());
        }
        return lines;
    }
}

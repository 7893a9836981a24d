package org.zkmnist.auto.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.zkmnist.Settings;
import org.zkmnist.Stage;
import org.zkmnist.export.Product;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Recipe;

/** Writes the status as JSON, UTF-8, on one line. {@code docs/service.md} explains each key. */
public final class StatusJson {
    /** Version of the keys; a key is never given another meaning under the same version. */
    public static final int VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Settings settings;
    private final String command;

    public StatusJson(Settings settings) {
        this.settings = settings;
        this.command = RepeatCommand.of(settings);
    }

    /** Writes into a generator. */
    @FunctionalInterface
    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The status with its log. */
    public byte[] withLog(JobStatus status) {
        return bytes(json -> {
            json.writeStartObject();
            writeStatus(json, status);
            json.writeArrayFieldStart("log");
            for (LogEntry entry : status.log()) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The status without its log. */
    public byte[] withoutLog(JobStatus status) {
        return bytes(json -> {
            json.writeStartObject();
            writeStatus(json, status);
            json.writeEndObject();
        });
    }

    /** One line of the log. */
    public byte[] of(LogEntry entry) {
        return bytes(json -> write(json, entry));
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, LogEntry entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", entry.id());
        json.writeStringField("time", entry.time().toString());
        json.writeStringField("line", entry.line());
        json.writeEndObject();
    }

    private void writeStatus(JsonGenerator json, JobStatus status) throws IOException {
        json.writeNumberField("version", VERSION);
        json.writeObjectFieldStart("product");
        json.writeStringField("name", Product.current().name());
        json.writeStringField("version", Product.current().version());
        json.writeEndObject();
        json.writeNumberField("sequence", status.sequence());
        json.writeStringField("state", status.state().label());
        json.writeStringField("stage", status.isReady() ? "ready" : JobStatus.name(status.stage()));
        writeStages(json, status);
        writeProgress(json, JobProgress.of(status));
        json.writeStringField("line", StatusLine.of(status));
        writeRecipe(json);
        json.writeStringField("command", command);
        writeDownload(json, status.download());
        json.writeObjectFieldStart("models");
        for (ModelKind kind : ModelKind.values()) {
            json.writeFieldName(kind.label());
            ModelStatusJson.write(json, status.models().get(kind));
        }
        json.writeEndObject();
        writeFailure(json, status.failure());
        json.writeArrayFieldStart("notices");
        for (String notice : status.notices()) {
            json.writeString(notice);
        }
        json.writeEndArray();
        writeFiles(json, status.files());
    }

    private static void writeStages(JsonGenerator json, JobStatus status) throws IOException {
        json.writeArrayFieldStart("stages");
        for (Stage stage : Stage.values()) {
            json.writeStartObject();
            json.writeStringField("name", JobStatus.name(stage));
            json.writeStringField("label", stage.label());
            json.writeStringField("state", status.stateOf(stage));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeProgress(JsonGenerator json, JobProgress progress) throws IOException {
        json.writeObjectFieldStart("progress");
        json.writeNumberField("fraction", progress.fraction());
        ModelStatusJson.writeNumber(json, "secondsLeft", progress.secondsLeft());
        ModelStatusJson.writeNumber(json, "imagesPerSecond", progress.imagesPerSecond());
        json.writeEndObject();
    }

    private void writeRecipe(JsonGenerator json) throws IOException {
        Recipe recipe = settings.recipe(ModelKind.GOOD);
        json.writeObjectFieldStart("recipe");
        json.writeNumberField("seed", settings.seed());
        json.writeNumberField("goodEpochs", settings.goodEpochs());
        json.writeNumberField("badEpochs", settings.badEpochs());
        json.writeNumberField("batchSize", recipe.batchSize());
        json.writeNumberField("learningRate", recipe.learningRate());
        json.writeStringField("engine", recipe.engine());
        json.writeEndObject();
    }

    private static void writeDownload(JsonGenerator json, Optional<Download> download) throws IOException {
        if (download.isEmpty()) {
            json.writeNullField("download");
            return;
        }
        json.writeObjectFieldStart("download");
        json.writeStringField("file", download.get().file());
        json.writeStringField("mirror", download.get().mirror().toString());
        json.writeNumberField("present", download.get().present());
        json.writeNumberField("total", download.get().total());
        json.writeEndObject();
    }

    private static void writeFailure(JsonGenerator json, Optional<Failure> failure) throws IOException {
        if (failure.isEmpty()) {
            json.writeNullField("failure");
            return;
        }
        json.writeObjectFieldStart("failure");
        json.writeStringField("message", failure.get().message());
        json.writeStringField("advice", failure.get().advice());
        json.writeEndObject();
    }

    private static void writeFiles(JsonGenerator json, List<PublishedFile> files) throws IOException {
        json.writeArrayFieldStart("files");
        for (PublishedFile file : files) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeNumberField("size", file.size());
            json.writeStringField("sha256", file.sha256().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

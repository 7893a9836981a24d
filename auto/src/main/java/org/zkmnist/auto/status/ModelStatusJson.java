package org.zkmnist.auto.status;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zkmnist.model.EpochReport;
import org.zkmnist.model.Origin;
import org.zkmnist.training.Evaluation;

/** Writes one network's part of the status. */
final class ModelStatusJson {
    private ModelStatusJson() {}

    static void write(JsonGenerator json, ModelStatus model) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", model.state().label());
        json.writeStringField("origin", model.origin().map(Origin::label).orElse(null));
        json.writeNumberField("epoch", model.epoch());
        json.writeNumberField("epochs", model.epochs());
        json.writeNumberField("batch", model.batch());
        json.writeNumberField("batches", model.batches());
        writeNumber(json, "loss", model.loss());
        json.writeArrayFieldStart("history");
        for (EpochReport report : model.history()) {
            write(json, report);
        }
        json.writeEndArray();
        Optional<ModelStatus.Result> result = model.evaluation();
        if (result.isPresent()) {
            json.writeObjectFieldStart("evaluation");
            write(json, "rounded", result.get().rounded());
            write(json, "unrounded", result.get().unrounded());
            json.writeEndObject();
        } else {
            json.writeNullField("evaluation");
        }
        json.writeStringField(
                "parametersDigest",
                result.map(ModelStatus.Result::parametersDigest).orElse(null));
        json.writeEndObject();
    }

    /** JSON has no word for infinity and not-a-number, to which a training may come: they are null. */
    static void writeNumber(JsonGenerator json, String name, Optional<Double> number) throws IOException {
        if (number.filter(Double::isFinite).isPresent()) {
            json.writeNumberField(name, number.get());
        } else {
            json.writeNullField(name);
        }
    }

    private static void write(JsonGenerator json, EpochReport report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("epoch", report.epoch());
        writeNumber(json, "trainingLoss", Optional.of(report.trainingLoss()));
        writeNumber(json, "testLoss", Optional.of(report.testLoss()));
        writeNumber(json, "testAccuracy", Optional.of(report.testAccuracy()));
        json.writeStringField("parametersDigest", report.parametersDigest());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Evaluation evaluation) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("accuracy", evaluation.accuracy());
        writeNumber(json, "meanLoss", Optional.of(evaluation.meanLoss()));
        json.writeArrayFieldStart("confusion");
        for (List<Integer> row : evaluation.confusion()) {
            json.writeStartArray();
            for (int count : row) {
                json.writeNumber(count);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

package org.zkmnist.auto.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.Stage;
import org.zkmnist.export.ExportChoices;
import org.zkmnist.model.ModelKind;

/** The keys are a contract: the page, and scripts of people whom nobody here knows, read them. */
class StatusJsonTest {
    private final StatusRecorder recorder = StatusSamples.recorder();
    private final StatusJson json = new StatusJson(StatusSamples.settings());

    private JsonNode status() throws IOException {
        return new ObjectMapper().readTree(json.withLog(recorder.current()));
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void theKeysAreThoseOfTheContract() throws IOException {
        recorder.fileStarted(URI.create("https://mirror.example/"), "train.gz", 1, 10);
        JsonNode status = status();
        assertThat(keys(status))
                .containsExactly(
                        "version",
                        "product",
                        "sequence",
                        "state",
                        "stage",
                        "stages",
                        "progress",
                        "line",
                        "recipe",
                        "command",
                        "download",
                        "models",
                        "failure",
                        "notices",
                        "files",
                        "log");
        assertThat(keys(status.get("progress"))).containsExactly("fraction", "secondsLeft", "imagesPerSecond");
        assertThat(keys(status.get("recipe")))
                .containsExactly("seed", "goodEpochs", "badEpochs", "batchSize", "learningRate", "engine");
        assertThat(keys(status.get("download"))).containsExactly("file", "mirror", "present", "total");
        assertThat(keys(status.get("models"))).containsExactly("good", "bad");
        assertThat(keys(status.get("models").get("good")))
                .containsExactly(
                        "state",
                        "origin",
                        "epoch",
                        "epochs",
                        "batch",
                        "batches",
                        "loss",
                        "history",
                        "evaluation",
                        "parametersDigest");
        assertThat(keys(status.get("log").get(0))).containsExactly("id", "time", "line");
    }

    @Test
    void aFinishedJobHasHistoryEvaluationsAndFiles() throws IOException {
        StatusSamples.train(recorder, ModelKind.GOOD, 2, () -> {});
        recorder.stageStarted(Stage.EXPORT);
        recorder.jobDone(List.of(
                new PublishedFile("network_good.onnx", 5, Optional.of("abc")),
                new PublishedFile("models-pkl.tar.gz", 7, Optional.empty())));
        JsonNode status = status();
        JsonNode good = status.get("models").get("good");
        assertThat(good.get("history")).hasSize(StatusSamples.GOOD_EPOCHS);
        assertThat(keys(good.get("history").get(0)))
                .containsExactly("epoch", "trainingLoss", "testLoss", "testAccuracy", "parametersDigest");
        assertThat(good.get("evaluation").get("rounded").get("confusion")).hasSize(10);
        assertThat(status.get("state").textValue()).isEqualTo("ready");
        assertThat(status.get("stage").textValue()).isEqualTo("ready");
        assertThat(status.get("progress").get("fraction").doubleValue()).isEqualTo(1);
        assertThat(status.get("files").toString())
                .isEqualTo("[{\"name\":\"network_good.onnx\",\"size\":5,\"sha256\":\"abc\"},"
                        + "{\"name\":\"models-pkl.tar.gz\",\"size\":7,\"sha256\":null}]");
    }

    @Test
    void numbersThatJsonCannotHoldAreNull() throws IOException {
        StatusSamples.train(recorder, ModelKind.GOOD, 1, () -> {});
        JsonNode evaluation = status().get("models").get("good").get("evaluation");
        assertThat(evaluation.get("unrounded").get("meanLoss").isNull()).isTrue();
    }

    @Test
    void aFailureSaysWhatToDo() throws IOException {
        recorder.jobFailed(Failure.of(new IOException("no space left")));
        JsonNode failure = status().get("failure");
        assertThat(failure.get("message").textValue()).isEqualTo("no space left");
        assertThat(failure.get("advice").textValue()).contains("try again");
    }

    @Test
    void eventsLeaveTheLogOut() throws IOException {
        recorder.notice("mind");
        JsonNode status = new ObjectMapper().readTree(json.withoutLog(recorder.current()));
        assertThat(keys(status)).doesNotContain("log").contains("notices");
    }

    @Test
    void theCommandRepeatsWhatIsNotUsual() {
        assertThat(RepeatCommand.of(StatusSamples.settings()))
                .isEqualTo("./modeller train --seed 1 --good-epochs 3 --bad-epochs 1");
        Settings unusual =
                new Settings(Path.of("d"), Path.of("o"), -4, 2, 5, Engine.DL4J, 1, List.of(), new ExportChoices(7, 3));
        assertThat(RepeatCommand.of(unusual))
                .isEqualTo("./modeller train --seed -4 --good-epochs 2 --bad-epochs 5 --engine dl4j --input-image 7"
                        + " --calibration-images 3");
    }
}

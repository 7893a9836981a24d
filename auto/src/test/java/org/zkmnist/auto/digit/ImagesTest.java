package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.model.ModelKind;
import org.zkmnist.training.Classification;

class ImagesTest {
    private static DigitServer server;

    @BeforeAll
    static void start() {
        server = DigitServer.withAll();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void imagesAreThoseOfTheDataset() throws Exception {
        assertImage("training", 0, TrainedNetworks.mnist().training());
        assertImage("training", 59_999, TrainedNetworks.mnist().training());
        assertImage("test", 17, TrainedNetworks.mnist().test());
    }

    private static void assertImage(String set, int index, LabelledImages images) throws Exception {
        HttpResponse<byte[]> response = server.get("/api/images/" + set + "/" + index);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(DigitServer.contentType(response)).isEqualTo("application/json");
        JsonNode image = DigitServer.json(response);
        assertThat(image.fieldNames()).toIterable().containsExactly("set", "index", "label", "pixels");
        assertThat(image.get("set").textValue()).isEqualTo(set);
        assertThat(image.get("index").intValue()).isEqualTo(index);
        assertThat(image.get("label").intValue()).isEqualTo(images.label(index));
        assertPixels(image.get("pixels"), images, index);
    }

    private static void assertPixels(JsonNode pixels, LabelledImages images, int index) {
        assertThat(pixels).hasSize(784);
        for (int i = 0; i < 784; i++) {
            assertThat(pixels.get(i).isInt()).isTrue();
            assertThat(pixels.get(i).intValue()).isEqualTo(images.pixels()[index * 784 + i] & 0xFF);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"test/10000", "training/60000", "test/-1", "test/x", "test/007", "valid/0", "test/9999999999"})
    void imagesThatThereAreNotAreNotFound(String name) throws Exception {
        ProblemAnswer.assertProblem(server.get("/api/images/" + name), 404, "there is no image " + name);
    }

    @Test
    void disagreementsAreWhatTheGoodNetworkGetsRightAndTheBadOneWrong() throws Exception {
        LabelledImages test = TrainedNetworks.mnist().test();
        float[][] good = TrainedNetworks.logits(TrainedNetworks.good(), 0, test.count());
        float[][] bad = TrainedNetworks.logits(TrainedNetworks.bad(), 0, test.count());
        List<Integer> expected = new ArrayList<>();
        for (int image = 0; image < test.count(); image++) {
            boolean goodIsRight = Classification.of(good[image]).digit() == test.label(image);
            if (goodIsRight && Classification.of(bad[image]).digit() != test.label(image)) {
                expected.add(image);
            }
        }
        assertThat(expected).hasSizeGreaterThan(100);

        JsonNode first = DigitServer.json(server.get("/api/disagreements"));
        assertThat(first.fieldNames()).toIterable().containsExactly("total", "images");
        assertThat(first.get("total").intValue()).isEqualTo(expected.size());
        assertThat(indices(first)).isEqualTo(expected.subList(0, 24));
        for (JsonNode image : first.get("images")) {
            assertThat(image.fieldNames()).toIterable().containsExactly("index", "label", "good", "bad", "pixels");
            int index = image.get("index").intValue();
            assertThat(image.get("label").intValue()).isEqualTo(test.label(index));
            assertThat(image.get("good").intValue()).isEqualTo(test.label(index));
            assertThat(image.get("bad").intValue())
                    .isEqualTo(Classification.of(bad[index]).digit());
            assertPixels(image.get("pixels"), test, index);
        }
        JsonNode part = DigitServer.json(server.get("/api/disagreements?limit=3&offset=30"));
        assertThat(indices(part)).isEqualTo(expected.subList(30, 33));
        JsonNode end = DigitServer.json(server.get("/api/disagreements?offset=" + (expected.size() - 1)));
        assertThat(indices(end)).containsExactly(expected.get(expected.size() - 1));
        assertThat(indices(DigitServer.json(server.get("/api/disagreements?offset=10000"))))
                .isEmpty();
    }

    private static List<Integer> indices(JsonNode disagreements) {
        List<Integer> indices = new ArrayList<>();
        disagreements
                .get("images")
                .forEach(image -> indices.add(image.get("index").intValue()));
        return indices;
    }

    @Test
    void anotherPairOfNetworksHasOtherDisagreements() throws Exception {
        try (DigitServer changing = DigitServer.withAll()) {
            assertThat(DigitServer.json(changing.get("/api/disagreements?limit=1"))
                            .get("total")
                            .intValue())
                    .isPositive();
            changing.setNetwork(ModelKind.BAD, TrainedNetworks.good());
            assertThat(DigitServer.json(changing.get("/api/disagreements?limit=1"))
                            .get("total")
                            .intValue())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "limit=", "offset=-1", "offset=1e3", "limit=9999999999"})
    void limitsThatAreNoNumbersOrTooLargeAreRefused(String query) throws Exception {
        String name = query.substring(0, query.indexOf('='));
        ProblemAnswer.assertProblem(server.get("/api/disagreements?" + query), 400, name + " is \"");
    }

    @Test
    void beforeNetworksAndDatasetAreThereTheAnswerIsLater() throws Exception {
        try (DigitServer early = new DigitServer()) {
            ProblemAnswer.assertProblem(early.get("/api/images/test/0"), 503, "the dataset is not read yet");
            ProblemAnswer.assertProblem(early.get("/api/disagreements"), 503, "the good network is not trained yet");
            early.setNetwork(ModelKind.GOOD, TrainedNetworks.good());
            HttpResponse<byte[]> response = early.get("/api/disagreements");
            ProblemAnswer.assertProblem(response, 503, "the bad network is not trained yet");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            early.setNetwork(ModelKind.BAD, TrainedNetworks.bad());
            ProblemAnswer.assertProblem(early.get("/api/disagreements"), 503, "the dataset is not read yet");
        }
    }
}

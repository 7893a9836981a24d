package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.zkmnist.model.ModelKind;
import org.zkmnist.model.Parameters;
import org.zkmnist.training.Classification;

class ClassifyTest {
    private static final int COUNT = 100;

    @Test
    void answersAreTheEvaluatorsForRealTestImages() throws Exception {
        float[][] good = TrainedNetworks.logits(TrainedNetworks.good(), 0, COUNT);
        float[][] bad = TrainedNetworks.logits(TrainedNetworks.bad(), 0, COUNT);
        try (DigitServer server = DigitServer.withAll()) {
            for (int image = 0; image < COUNT; image++) {
                HttpResponse<byte[]> response = classify(server, PngPictures.pixels(image), "application/json");
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(DigitServer.contentType(response)).isEqualTo("application/json");
                JsonNode answer = DigitServer.json(response);
                assertThat(answer.fieldNames()).toIterable().containsExactly("pixels", "good", "bad");
                assertAnswer(answer.get("good"), good[image]);
                assertAnswer(answer.get("bad"), bad[image]);
            }
        }
    }

    private static void assertAnswer(JsonNode answer, float[] logits) {
        assertThat(answer.fieldNames()).toIterable().containsExactly("digit", "logits", "probabilities");
        Classification expected = Classification.of(logits);
        assertThat(answer.get("digit").isInt()).isTrue();
        assertThat(answer.get("digit").intValue()).isEqualTo(expected.digit());
        assertThat(answer.get("logits")).hasSize(10);
        double sum = 0;
        for (int digit = 0; digit < 10; digit++) {
            assertThat(answer.get("logits").get(digit).doubleValue()).isCloseTo(logits[digit], within(1e-5));
            double probability = answer.get("probabilities").get(digit).doubleValue();
            assertThat(probability).isCloseTo(expected.probabilities()[digit], within(1e-5));
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    @Test
    void pixelsUsedAreThoseGiven() throws Exception {
        try (DigitServer server = DigitServer.withAll()) {
            float[] pixels = PngPictures.pixels(3);
            JsonNode used = DigitServer.json(classify(server, pixels, "Application/JSON ; charset=utf-8"))
                    .get("pixels");
            assertThat(used).hasSize(784);
            for (int i = 0; i < pixels.length; i++) {
                assertThat((float) used.get(i).doubleValue()).isEqualTo(pixels[i]);
            }
        }
    }

    @Test
    void networkThatIsNotThereYetIsNullAndWithoutAnyTheAnswerIsLater() throws Exception {
        try (DigitServer server = new DigitServer()) {
            HttpResponse<byte[]> early = classify(server, PngPictures.pixels(0), "application/json");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(DigitServer.contentType(early)).isEqualTo("application/problem+json");
            assertThat(early.headers().firstValue("Retry-After")).hasValue("2");

            server.setNetwork(ModelKind.GOOD, TrainedNetworks.good());
            JsonNode answer = DigitServer.json(classify(server, PngPictures.pixels(0), "application/json"));
            assertThat(answer.get("good").get("digit").intValue()).isEqualTo(7);
            assertThat(answer.has("bad")).isTrue();
            assertThat(answer.get("bad").isNull()).isTrue();
        }
    }

    @Test
    void networkThatIsReplacedAnswersAtOnce() throws Exception {
        try (DigitServer server = new DigitServer()) {
            server.setNetwork(ModelKind.GOOD, Parameters.initial(1));
            JsonNode untrained = DigitServer.json(classify(server, PngPictures.pixels(0), "application/json"));
            server.setNetwork(ModelKind.GOOD, TrainedNetworks.good());
            JsonNode trained = DigitServer.json(classify(server, PngPictures.pixels(0), "application/json"));
            assertThat(trained.get("good")).isNotEqualTo(untrained.get("good"));
        }
    }

    private static HttpResponse<byte[]> classify(DigitServer server, float[] pixels, String type)
            throws IOException, InterruptedException {
        byte[] body = DigitServer.pixelsJson(pixels).getBytes(StandardCharsets.UTF_8);
        return server.post("/api/classify", body, "Content-Type", type);
    }
}

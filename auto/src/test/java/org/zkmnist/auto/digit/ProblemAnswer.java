package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What every refusal has to look like. */
final class ProblemAnswer {
    private ProblemAnswer() {}

    static void assertProblem(HttpResponse<byte[]> response, int status, String detail) throws IOException {
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        assertThat(DigitServer.contentType(response)).isEqualTo("application/problem+json");
        JsonNode problem = DigitServer.json(response);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").textValue())
                .contains(detail)
                .doesNotContain("\n")
                .doesNotContain("Exception")
                .hasSizeLessThan(400);
    }
}

package org.zkmnist.auto.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.storage.Sha256;

/** The whole service from its first moment to a finished, a failed and a repeated job. */
@Timeout(120)
class ServiceTest {
    private static final String BLANK_DIGIT = "{\"pixels\":" + Collections.nCopies(784, 0) + "}";

    @TempDir
    private Path directory;

    private RunningService start() throws IOException {
        return new RunningService(directory.resolve("data"), directory.resolve("out"));
    }

    @Test
    void beforeTheJobIsDoneScriptsAreToldToWaitAndBrowsersGetThePage() throws Exception {
        try (RunningService running = start()) {
            for (String path :
                    new String[] {"/", "/readyz", "/network_good.onnx", "/manifest.json", "/artifacts.zip"}) {
                HttpResponse<String> answer = running.get(path, "Accept", "*/*");
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).as(path).isPresent();
                assertThat(answer.body().lines()).as(path).containsExactly("dataset: reading, 0 % of the work");
            }
            HttpResponse<String> page = running.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().allValues("Vary")).contains("Accept", "Accept-Encoding");
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(running.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(running.send("POST", "/api/classify", BLANK_DIGIT, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void afterTheJobEverythingIsThere() throws Exception {
        try (RunningService running = start().startJob().awaitReady()) {
            HttpResponse<String> names = running.get("/");
            assertThat(names.statusCode()).isEqualTo(200);
            assertThat(names.body().lines()).containsAll(ArtifactSet.FILE_NAMES).contains("models-pkl.tar.gz");
            assertThat(running.get("/readyz").statusCode()).isEqualTo(200);
            JsonNode status =
                    new ObjectMapper().readTree(running.get("/api/status").body());
            assertThat(status.get("files")).hasSize(7);
            for (JsonNode file : status.get("files")) {
                String name = file.get("name").textValue();
                assertThat(running.send("HEAD", "/" + name, null).headers().firstValueAsLong("Content-Length"))
                        .as(name)
                        .hasValue(file.get("size").longValue());
            }
            assertThat(Sha256.hex(directory.resolve("out").resolve("manifest.json")))
                    .isEqualTo(status.get("files").get(4).get("sha256").textValue());
            HttpResponse<String> classified =
                    running.send("POST", "/api/classify", BLANK_DIGIT, "Content-Type", "application/json");
            assertThat(classified.statusCode()).isEqualTo(200);
            assertThat(classified.body()).contains("\"good\":{", "\"bad\":{");
            assertThat(running.get("/api/images/training/0").statusCode()).isEqualTo(200);
            assertThat(running.send("POST", "/api/retry", "").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void aFailedJobIsToldOfAndCanBeTriedAgain() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("out"), "mine");
        try (RunningService running = start().startJob()) {
            JsonNode status = new ObjectMapper().readTree(running.awaitStatus("\"state\":\"failed\""));
            assertThat(status.get("failure").get("message").textValue())
                    .isEqualTo(inTheWay + " is a file, expected a directory to write the artifacts to");
            assertThat(status.get("failure").get("advice").textValue()).contains("/api/retry");
            assertThat(running.service.hasFailed()).isTrue();
            HttpResponse<String> readiness = running.get("/readyz");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).startsWith("failed: " + inTheWay);
            assertThat(running.get("/").statusCode()).isEqualTo(503);

            Files.delete(inTheWay);
            assertThat(running.send("POST", "/api/retry", "").statusCode()).isEqualTo(202);
            running.awaitReady();
            assertThat(running.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(running.service.hasFailed()).isFalse();
        }
    }

    @Test
    void errorsAreProblemsBelowApiAndPlainLinesElsewhere() throws Exception {
        try (RunningService running = start()) {
            HttpResponse<String> api = running.get("/api/nothing");
            assertThat(api.statusCode()).isEqualTo(404);
            assertThat(api.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(new ObjectMapper().readTree(api.body()).get("status").intValue())
                    .isEqualTo(404);
            HttpResponse<String> plain = running.get("/nothing.html", "Accept", "text/html");
            assertThat(plain.statusCode()).isEqualTo(404);
            assertThat(plain.body()).isEqualTo("there is nothing at this address\n");
            HttpResponse<String> method = running.send("DELETE", "/api/status", null);
            assertThat(method.statusCode()).isEqualTo(405);
            assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
            HttpResponse<String> options = running.send("OPTIONS", "/api/retry", null);
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(options.headers().firstValue("Allow")).contains("OPTIONS, POST");
        }
    }

    @Test
    void everyAnswerHasTheSecurityHeaders() throws Exception {
        try (RunningService running = start()) {
            for (String path :
                    new String[] {"/", "/api/status", "/nothing", "/api/nothing", "/page/base.css", "/input.json"}) {
                Map<String, List<String>> headers =
                        running.get(path, "Accept", "text/html").headers().map();
                assertThat(headers).as(path).containsKeys("content-security-policy", "permissions-policy");
                assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
                assertThat(headers.get("x-frame-options")).containsExactly("DENY");
                assertThat(headers.get("referrer-policy")).containsExactly("no-referrer");
                assertThat(headers.get("cross-origin-opener-policy")).containsExactly("same-origin");
                assertThat(headers.get("cross-origin-resource-policy")).containsExactly("same-origin");
                assertThat(headers.get("content-security-policy"))
                        .singleElement()
                        .asString()
                        .startsWith("default-src 'none'; script-src 'self';")
                        .doesNotContain("unsafe");
                assertThat(headers).doesNotContainKey("server");
            }
        }
    }

    @Test
    void headIsGetWithoutContent() throws Exception {
        try (RunningService running = start()) {
            for (String path :
                    new String[] {"/", "/readyz", "/healthz", "/api/status", "/page/base.css", "/openapi.json"}) {
                HttpResponse<String> get = running.get(path);
                HttpResponse<String> head = running.send("HEAD", path, null);
                assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
                assertThat(head.body()).isEmpty();
                assertThat(head.headers().firstValue("Content-Type"))
                        .isEqualTo(get.headers().firstValue("Content-Type"));
            }
        }
    }

    @Test
    void downloadsAndRefusalsAreLoggedAndPollsAreNot() throws Exception {
        RunningService running = start().startJob().awaitReady();
        running.get("/network_good.onnx?secret");
        running.get("/readyz");
        running.get("/nothing");
        running.get("/page/base.css");
        // Then every request has been told of.
        running.close();
        assertThat(running.logLines())
                .hasSize(2)
                .allMatch(line ->
                        line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z GET /\\S+: \\d+, \\d+ bytes in \\d+ ms for .*"))
                .anyMatch(line -> line.contains(" GET /network_good.onnx: 200, "))
                .anyMatch(line -> line.contains(" GET /nothing: 404, "));
    }
}

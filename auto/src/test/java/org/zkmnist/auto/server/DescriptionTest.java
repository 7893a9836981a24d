package org.zkmnist.auto.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code /openapi.json} and {@code /metrics} beside what they tell of. */
@Timeout(60)
class DescriptionTest {
    private static final Set<String> UNDESCRIBED_METHODS = Set.of("HEAD", "OPTIONS");

    @TempDir
    private Path directory;

    private RunningService start() throws Exception {
        return new RunningService(directory.resolve("data"), directory.resolve("out"));
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasItsRoute() throws Exception {
        try (RunningService running = start()) {
            JsonNode paths = new ObjectMapper()
                    .readTree(running.get("/openapi.json").body())
                    .get("paths");
            Set<String> described = new TreeSet<>();
            paths.properties()
                    .forEach(path -> path.getValue()
                            .fieldNames()
                            .forEachRemaining(
                                    method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            Set<String> real = running.service
                    .server()
                    .endpoints()
                    .filter(endpoint -> !UNDESCRIBED_METHODS.contains(endpoint.method.name()))
                    .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(described).isEqualTo(real).hasSizeGreaterThan(20);
        }
    }

    @Test
    void everyReferenceWithinTheDescriptionLeadsSomewhere() throws Exception {
        try (RunningService running = start()) {
            JsonNode description =
                    new ObjectMapper().readTree(running.get("/openapi.json").body());
            List<JsonNode> references = description.findValues("$ref");
            assertThat(references)
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(description
                                    .at(reference.textValue().substring(1))
                                    .isMissingNode())
                            .as(reference.textValue())
                            .isFalse());
        }
    }

    @Test
    void theStatusHasTheKeysThatAreDescribed() throws Exception {
        try (RunningService running = start().startJob().awaitReady()) {
            ObjectMapper json = new ObjectMapper();
            JsonNode schemas =
                    json.readTree(running.get("/openapi.json").body()).at("/components/schemas");
            JsonNode status = json.readTree(running.get("/api/status").body());
            assertThat(keys(status)).isEqualTo(keys(schemas.at("/Status/properties")));
            JsonNode good = status.at("/models/good");
            assertThat(keys(good)).isEqualTo(keys(schemas.at("/Model/properties")));
            assertThat(keys(good.at("/history/0"))).isEqualTo(keys(schemas.at("/Epoch/properties")));
            assertThat(keys(good.at("/evaluation/rounded"))).isEqualTo(keys(schemas.at("/Evaluation/properties")));
        }
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void metricsAreOpenMetricsAndCountWhatWasAsked() throws Exception {
        try (RunningService running = start().startJob().awaitReady()) {
            running.get("/network_good.onnx");
            running.get("/network_good.onnx");
            running.get("/some/where");
            running.get("/some/where/else");
            var answer = running.get("/metrics");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
            List<String> lines = answer.body().lines().toList();
            assertThat(lines).last().isEqualTo("# EOF");
            assertThat(lines)
                    .allMatch(line -> line.matches("# (TYPE|HELP|UNIT) .+|# EOF")
                            || line.matches("[a-z_0-9]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [-+0-9.eENa]+"));
            assertThat(lines)
                    .contains(
                            "modeller_http_requests_total{method=\"GET\",route=\"/network_good.onnx\",status=\"200\"} 2.0",
                            "modeller_http_requests_total{method=\"GET\",route=\"other\",status=\"404\"} 2.0",
                            "modeller_job_state{state=\"ready\"} 1.0",
                            "modeller_job_state{state=\"working\"} 0.0",
                            "modeller_job_progress_ratio 1.0",
                            "modeller_network_epochs_done{network=\"good\"} 1.0")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                    .anyMatch(line -> line.matches(
                            "modeller_http_response_body_bytes_total\\{route=\"/network_good.onnx\"} 3\\d{5}\\.0"));
        }
    }
}

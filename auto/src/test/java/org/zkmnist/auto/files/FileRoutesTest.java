package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;
import static org.zkmnist.auto.files.FileServer.fieldsWithoutDate;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.export.ArtifactSet;

class FileRoutesTest {
    private static final ArtifactSet SET = SampleSet.of(1, 100_000);

    @TempDir
    private Path data;

    private FileServer server;

    @BeforeEach
    void start() {
        server = new FileServer(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "network_good.onnx, application/octet-stream",
        "network_bad.onnx, application/octet-stream",
        "input.json, application/json",
        "cal_data.json, application/json",
        "manifest.json, application/json",
        "SHA256SUMS, text/plain;charset=utf-8"
    })
    void aFileComesWithAllThatACacheOrABrowserNeeds(String name, String type) throws Exception {
        server.publish(SET);

        var response = server.get('/' + name);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(SET.content(name));
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(SET.content(name));
        assertThat(field(response, "ETag")).isEqualTo('"' + HexFormat.of().formatHex(sha256) + '"');
        assertThat(field(response, "Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        assertThat(field(response, "Content-Type").replace(" ", "")).isEqualToIgnoringCase(type);
        assertThat(field(response, "Content-Length")).isEqualTo(String.valueOf(SET.content(name).length));
        assertThat(field(response, "Content-Disposition")).isEqualTo("attachment; filename=\"" + name + '"');
        assertThat(field(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(field(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(field(response, "Last-Modified")).endsWith(" GMT");
        assertThat(field(response, "Transfer-Encoding")).isEmpty();
    }

    @Test
    void theModelCacheIsServedAsSoonAsItIsThereAndAgainWhenItChanges() throws Exception {
        var missing = server.get("/models-pkl.tar.gz");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(field(missing, "Content-Type")).isEqualTo("application/problem+json");

        Files.write(server.modelCache(), new byte[] {1, 2, 3});
        var first = server.get("/models-pkl.tar.gz");
        assertThat(first.body()).containsExactly(1, 2, 3);
        assertThat(field(first, "Content-Type")).isEqualTo("application/gzip");

        Path next = Files.write(data.resolve("next"), new byte[] {1, 2, 4});
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(server.modelCache()));
        Files.move(next, server.modelCache(), StandardCopyOption.REPLACE_EXISTING);
        var second = server.get("/models-pkl.tar.gz", "If-None-Match", field(first, "ETag"));
        assertThat(second.body()).containsExactly(1, 2, 4);
    }

    @Test
    void aDirectoryInPlaceOfTheModelCacheIsNoModelCache() throws Exception {
        Files.createDirectory(server.modelCache());

        assertThat(server.get("/models-pkl.tar.gz").statusCode()).isEqualTo(404);
    }

    @Test
    void aModelCacheThatCannotBeReadIsSaidInOneLine() throws Exception {
        Files.createSymbolicLink(server.modelCache(), server.modelCache());

        var response = server.get("/models-pkl.tar.gz");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("models-pkl.tar.gz cannot be read")
                .doesNotContain(data.toString(), "Exception", "links");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network_good.onnx", "cal_data.json", "SHA256SUMS", "artifacts.zip"})
    void beforeThereAreArtifactsOneLineTellsHowFarTheJobIs(String name) {
        for (String[] fields : List.of(
                new String[0],
                new String[] {"If-None-Match", "*"},
                new String[] {"If-Match", "\"other\""},
                new String[] {"Range", "bytes=0-9"},
                new String[] {"Accept-Encoding", "identity;q=0"})) {
            var response = server.get('/' + name, fields);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(field(response, "Retry-After")).isEqualTo("1");
            assertThat(field(response, "Content-Type")).startsWith("text/plain");
            assertThat(field(response, "ETag")).isEmpty();
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(FileServer.PROGRESS + '\n');
        }
        assertThat(server.request("HEAD", '/' + name).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"})
    void otherMethodsAreRefusedWithThoseThatThereAre(String method) throws Exception {
        for (int i = 0; i < 2; i++) {
            var response = server.request(method, "/network_good.onnx");

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(field(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(field(response, "Content-Type")).isEqualTo("application/problem+json");
            server.publish(SET);
        }
    }

    @Test
    void optionsAreTold() {
        HttpResponse<byte[]> response = server.request("OPTIONS", "/artifacts.zip");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(field(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(field(response, "Content-Type")).isEmpty();
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aHeadRequestGetsTheSameFieldsWithoutTheContent() throws Exception {
        server.publish(SET);
        Files.write(server.modelCache(), new byte[] {1, 2, 3});
        for (Download download : Download.ALL) {
            var got = server.get('/' + download.name());
            var head = server.request("HEAD", '/' + download.name());

            assertThat(head.body()).isEmpty();
            assertThat(head.statusCode()).isEqualTo(got.statusCode()).isEqualTo(200);
            assertThat(fieldsWithoutDate(head)).isEqualTo(fieldsWithoutDate(got));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/network_good.onnx/",
                "/Network_good.onnx",
                "/network_good",
                "/.artifacts/current/network_good.onnx",
                "/auto/network_good.onnx",
                "/mnist-train-n-test.tar.gz",
                "/unlisted.txt",
                "/.artifacts/lock"
            })
    void nothingElseCanBeReached(String path) throws Exception {
        server.publish(SET);
        Files.writeString(data.resolve("auto/unlisted.txt"), "secret");
        Files.writeString(data.resolve("mnist-train-n-test.tar.gz"), "dataset");

        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aQueryDoesNotMatter() throws Exception {
        server.publish(SET);

        assertThat(server.get("/input.json?x=../../etc/passwd").body()).isEqualTo(SET.content("input.json"));
    }
}

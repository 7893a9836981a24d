package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;
import static org.zkmnist.auto.files.FileServer.fieldsWithoutDate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.export.ArtifactSet;

class CodingsTest {
    private static final ArtifactSet SET = SampleSet.of(1, 100_000);
    private static final String JSON = "/cal_data.json";

    @TempDir
    private static Path data;

    private static FileServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new FileServer(data);
        server.publish(SET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                           | gzip",
                "GZIP                           | gzip",
                "x-gzip                         | gzip",
                "'gzip, deflate, br, zstd'      | gzip",
                "'br;q=1.0, gzip;q=0.8, *;q=0.1'| gzip",
                "*                              | gzip",
                "gzip;q=0.001                   | gzip",
                "'identity;q=0.5, gzip;q=0.5'   | gzip",
                "'identity;q=0, gzip'           | gzip",
                "'identity;q=0, *'              | gzip",
                "'gzip;q=1.0, *;q=0'            | gzip",
                "'gzip ; Q=0.7'                 | gzip",
                "identity                       | identity",
                "''                             | identity",
                "br                             | identity",
                "gzip;q=0                       | identity",
                "gzip;q=0.000                   | identity",
                "'identity;q=1, *;q=0'          | identity",
                "'identity, gzip;q=0.5'         | identity",
                "'*;q=0.8, gzip;q=0.2'          | identity",
                "gzip;q=2                       | identity",
                "'gzip;q=0, *'                  | identity",
                "identity;q=0                   | none",
                "*;q=0                          | none",
                "'gzip;q=0, identity;q=0'       | none",
                "'br, *;q=0'                    | none",
            })
    void theCodingThatIsWantedMostIsSent(String accepted, String expected) throws Exception {
        var response = server.get(JSON, "Accept-Encoding", accepted);

        assertThat(field(response, "Vary")).isEqualTo("Accept-Encoding");
        switch (expected) {
            case "gzip" -> {
                assertThat(field(response, "Content-Encoding")).isEqualTo("gzip");
                assertThat(unzipped(response)).isEqualTo(SET.content("cal_data.json"));
            }
            case "identity" -> {
                assertThat(field(response, "Content-Encoding")).isEmpty();
                assertThat(response.body()).isEqualTo(SET.content("cal_data.json"));
            }
            default -> assertThat(response.statusCode()).isEqualTo(406);
        }
    }

    private static byte[] unzipped(HttpResponse<byte[]> response) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void eachFormHasATagAndDigestOfItsOwn(String coding) throws Exception {
        var response = server.get(JSON, "Accept-Encoding", coding);
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(response.body());

        assertThat(field(response, "ETag")).isEqualTo('"' + HexFormat.of().formatHex(sha256) + '"');
        assertThat(field(response, "Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        assertThat(field(response, "Content-Length")).isEqualTo(String.valueOf(response.body().length));
        assertThat(field(response, "Content-Type")).isEqualTo("application/json");
        var head = server.request("HEAD", JSON, "Accept-Encoding", coding);
        assertThat(fieldsWithoutDate(head)).isEqualTo(fieldsWithoutDate(response));
    }

    @Test
    void conditionsAreAboutTheFormThatIsSelected() {
        String plain = field(server.get(JSON), "ETag");
        String gzip = field(server.get(JSON, "Accept-Encoding", "gzip"), "ETag");

        assertThat(gzip).isNotEqualTo(plain);
        var known = server.get(JSON, "Accept-Encoding", "gzip", "If-None-Match", gzip);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(field(known, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(field(known, "ETag")).isEqualTo(gzip);
        assertThat(server.get(JSON, "Accept-Encoding", "gzip", "If-None-Match", plain)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(JSON, "If-None-Match", gzip).statusCode()).isEqualTo(200);
        assertThat(server.get(JSON, "If-Match", gzip).statusCode()).isEqualTo(412);
    }

    @Test
    void rangesAreAboutTheFormThatIsSelected() {
        var whole = server.get(JSON, "Accept-Encoding", "gzip");
        var part =
                server.get(JSON, "Accept-Encoding", "gzip", "Range", "bytes=10-19", "If-Range", field(whole, "ETag"));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(field(part, "Content-Encoding")).isEqualTo("gzip");
        assertThat(field(part, "Content-Range")).isEqualTo("bytes 10-19/" + whole.body().length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 20));
        for (String name : new String[] {"ETag", "Repr-Digest", "Vary"}) {
            assertThat(field(part, name)).as(name).isEqualTo(field(whole, name));
        }
    }

    @Test
    void partsOfDifferentFormsAreNeverMixed() {
        var plain = server.get(JSON);
        String gzipTag = field(server.get(JSON, "Accept-Encoding", "gzip"), "ETag");

        assertThat(server.get(JSON, "Range", "bytes=10-19", "If-Range", gzipTag).statusCode())
                .isEqualTo(200);
        assertThat(server.get(
                                JSON,
                                "Accept-Encoding",
                                "gzip",
                                "Range",
                                "bytes=10-19",
                                "If-Range",
                                field(plain, "Last-Modified"))
                        .statusCode())
                .isEqualTo(200);
        var several = server.get(JSON, "Accept-Encoding", "gzip", "Range", "bytes=0-0,10-19");
        assertThat(several.statusCode()).isEqualTo(200);
        assertThat(field(several, "ETag")).isEqualTo(gzipTag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/network_good.onnx", "/SHA256SUMS", "/artifacts.zip"})
    void otherFilesAreNeverCompressed(String path) {
        var plain = server.get(path);
        var asked = server.get(path, "Accept-Encoding", "gzip, br");

        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(asked.body()).isEqualTo(plain.body());
        assertThat(fieldsWithoutDate(asked)).isEqualTo(fieldsWithoutDate(plain));
        assertThat(field(asked, "Vary")).isEmpty();
        assertThat(server.get(path, "Accept-Encoding", "gzip, identity;q=0").statusCode())
                .isEqualTo(406);
    }

    @Test
    void aJsonFileThatIsTooLargeToCompressInMemoryIsSentAsItIs(@TempDir Path other) throws Exception {
        ArtifactSet large = SampleSet.of(1, (int) GzipContent.LARGEST + 5);
        try (FileServer another = new FileServer(other)) {
            another.publish(large);
            var response = another.get(JSON, "Accept-Encoding", "gzip");

            assertThat(field(response, "Content-Encoding")).isEmpty();
            assertThat(field(response, "Vary")).isEmpty();
            assertThat(response.body()).isEqualTo(large.content("cal_data.json"));
        }
    }
}

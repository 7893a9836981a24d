package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zkmnist.export.ArtifactSet;

class ConditionsTest {
    private static final String FILE = "/network_good.onnx";
    private static final ArtifactSet SET = SampleSet.of(1, 1000);
    private static final String TAG = '"' + SET.measure("network_good.onnx").sha256() + '"';
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");

    @TempDir
    private static Path data;

    private static FileServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new FileServer(data);
        server.publish(SET);
        server.date("network_good.onnx", MODIFIED.plusMillis(700));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Fields are separated by blanks and semicolons; TAG stands for the file's tag, SAME, BEFORE and AFTER for dates. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match: TAG                                        | 304",
                "If-None-Match: W/TAG                                      | 304",
                "If-None-Match: *                                          | 304",
                "If-None-Match: \"other\"                                  | 200",
                "If-None-Match: \"other\", TAG                             | 304",
                "If-None-Match: ,, \"a,b\" ,W/TAG ,                        | 304",
                "If-None-Match: \"a\" ; If-None-Match: TAG                 | 304",
                "If-None-Match: unquoted                                   | 200",
                "If-None-Match: \"a\" TAG                                  | 200",
                "If-None-Match: w/TAG                                      | 200",
                "If-None-Match: \"other\" ; If-Modified-Since: SAME        | 200",
                "If-None-Match: TAG ; If-Modified-Since: BEFORE            | 304",
                "If-None-Match: TAG ; Range: bytes=5000-                   | 304",
                "If-None-Match: TAG ; Range: bytes=0-9                     | 304",
                "If-None-Match: \"other\" ; Range: bytes=0-9               | 206",
                "If-Modified-Since: SAME                                   | 304",
                "If-Modified-Since: AFTER                                  | 304",
                "If-Modified-Since: BEFORE                                 | 200",
                "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT         | 304",
                "If-Modified-Since: Sun Nov  6 08:49:37 1994               | 304",
                "If-Modified-Since: Sun, 6 Nov 1994 08:49:37 GMT           | 200",
                "If-Modified-Since: Mon, 06 Nov 1994 08:49:37 GMT          | 200",
                "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 CET          | 200",
                "If-Modified-Since: Wed, 31 Feb 2999 08:49:37 GMT          | 200",
                "If-Modified-Since: 1994-11-06T08:49:37Z                   | 200",
                "If-Modified-Since: AFTER ; If-Modified-Since: AFTER       | 200",
                "If-Match: TAG                                             | 200",
                "If-Match: *                                               | 200",
                "If-Match: \"other\", TAG                                  | 200",
                "If-Match: W/TAG                                           | 412",
                "If-Match: \"other\"                                       | 412",
                "If-Match: unquoted                                        | 412",
                "If-Match: TAG ; If-None-Match: TAG                        | 304",
                "If-Match: \"other\" ; If-None-Match: TAG                  | 412",
                "If-Match: TAG ; If-Unmodified-Since: BEFORE               | 200",
                "If-Match: \"other\" ; If-Unmodified-Since: AFTER          | 412",
                "If-Match: TAG ; Range: bytes=0-9                          | 206",
                "If-Match: \"other\" ; Range: bytes=0-9                    | 412",
                "If-Match: TAG ; Range: bytes=5000-                        | 416",
                "If-Unmodified-Since: SAME                                 | 200",
                "If-Unmodified-Since: AFTER                                | 200",
                "If-Unmodified-Since: BEFORE                               | 412",
                "If-Unmodified-Since: nonsense                             | 200",
                "If-Unmodified-Since: AFTER ; If-Modified-Since: AFTER     | 304",
                "If-Range: TAG ; Range: bytes=0-9                          | 206",
                "If-Range: W/TAG ; Range: bytes=0-9                        | 200",
                "If-Range: \"other\" ; Range: bytes=0-9                    | 200",
                "If-Range: \"other\" ; Range: bytes=5000-                  | 200",
                "If-Range: TAG ; Range: bytes=5000-                        | 416",
                "If-Range: TAG, TAG ; Range: bytes=0-9                     | 200",
                "If-Range: * ; Range: bytes=0-9                            | 200",
                "If-Range: SAME ; Range: bytes=0-9                         | 206",
                "If-Range: AFTER ; Range: bytes=0-9                        | 200",
                "If-Range: BEFORE ; Range: bytes=0-9                       | 200",
                "If-Range: nonsense ; Range: bytes=0-9                     | 200",
                "If-Range: TAG                                             | 200",
                "If-Range: TAG ; Range: nonsense                           | 200",
            })
    void conditionsAreEvaluatedInOrder(String fields, int status) {
        String[] request = fields(fields);

        var got = server.get(FILE, request);
        assertThat(got.statusCode()).isEqualTo(status);
        if (status == 304) {
            assertThat(got.body()).isEmpty();
            assertThat(field(got, "ETag")).isEqualTo(TAG);
            assertThat(field(got, "Cache-Control")).isEqualTo("no-cache");
            assertThat(field(got, "Content-Range")).isEmpty();
        }
        // Ranges are for GET only; everything else is as there.
        int statusOfHead = status == 206 || status == 416 ? 200 : status;
        assertThat(server.request("HEAD", FILE, request).statusCode())
                .as("HEAD")
                .isEqualTo(statusOfHead);
    }

    private static String[] fields(String text) {
        List<String> fields = new ArrayList<>();
        for (String field : text.split(" ; ")) {
            String[] parts = field.strip().split(": ", 2);
            fields.add(parts[0]);
            fields.add(parts[1].replace("TAG", TAG)
                    .replace("SAME", HttpDate.format(MODIFIED))
                    .replace("BEFORE", HttpDate.format(MODIFIED.minusSeconds(1)))
                    .replace("AFTER", HttpDate.format(MODIFIED.plusSeconds(1))));
        }
        return fields.toArray(String[]::new);
    }

    @Test
    void theDateSentIsThatOfTheFile() {
        assertThat(field(server.get(FILE), "Last-Modified")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void aDateInTheFutureIsNeitherSentNorBelieved() throws Exception {
        Instant future = Instant.now().plus(Duration.ofDays(9));
        server.date("network_bad.onnx", future);

        var response = server.get("/network_bad.onnx");
        Instant sent =
                HttpDate.parse(field(response, "Last-Modified"), Instant.now()).orElseThrow();
        Instant date = HttpDate.parse(field(response, "Date"), Instant.now()).orElseThrow();
        assertThat(sent).isBeforeOrEqualTo(date);
        assertThat(server.get("/network_bad.onnx", "Range", "bytes=0-9", "If-Range", field(response, "Last-Modified"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoVersionsWithinOneSecondAreToldApartByTheirTagsOnly(@TempDir Path other) throws Exception {
        try (FileServer fast = new FileServer(other)) {
            fast.publish(SET);
            fast.date("network_good.onnx", MODIFIED);
            assertThat(fast.get(FILE).statusCode()).isEqualTo(200);
            fast.publish(SampleSet.of(2, 1000));
            fast.date("network_good.onnx", MODIFIED.plusMillis(300));

            String date = HttpDate.format(MODIFIED);
            assertThat(fast.get(FILE, "If-Modified-Since", date).statusCode()).isEqualTo(200);
            assertThat(fast.get(FILE, "If-Unmodified-Since", date).statusCode()).isEqualTo(412);
            assertThat(fast.get(FILE, "If-Range", date, "Range", "bytes=0-9").statusCode())
                    .isEqualTo(200);
            assertThat(fast.get(FILE, "If-None-Match", TAG).statusCode()).isEqualTo(200);
            assertThat(fast.get(FILE, "If-Modified-Since", HttpDate.format(MODIFIED.plusSeconds(1)))
                            .statusCode())
                    .isEqualTo(304);
        }
    }
}

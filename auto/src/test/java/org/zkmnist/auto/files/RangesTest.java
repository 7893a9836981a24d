package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.export.ArtifactSet;

class RangesTest {
    private static final int SIZE = 1000;
    private static final String FILE = "/network_good.onnx";
    private static final ArtifactSet SET = SampleSet.of(1, SIZE);
    private static final byte[] CONTENT = SET.content("network_good.onnx");

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
                "bytes=0-0                       | 0   | 0",
                "bytes=0-99                      | 0   | 99",
                "bytes=999-999                   | 999 | 999",
                "bytes=500-                      | 500 | 999",
                "bytes=0-                        | 0   | 999",
                "bytes=-1                        | 999 | 999",
                "bytes=-500                      | 500 | 999",
                "bytes=-1000                     | 0   | 999",
                "bytes=-5000                     | 0   | 999",
                "bytes=990-5000                  | 990 | 999",
                "bytes=0-99999999999999999999999 | 0   | 999",
                "bytes=-99999999999999999999999  | 0   | 999",
                "BYTES=1-2                       | 1   | 2",
                "bytes=007-010                   | 7   | 10",
                "'bytes=, 5-6 ,,'                | 5   | 6",
                "'bytes=0-4,5-9'                 | 0   | 9",
                "'bytes=0-4,2-9'                 | 0   | 9",
                "'bytes=5-9,0-7'                 | 0   | 9",
                "'bytes=0-1,8-9,2-7'             | 0   | 9",
                "'bytes=0-4,2000-'               | 0   | 4",
                "'bytes=1000-,-10'               | 990 | 999",
                "'bytes=0-4,-0'                  | 0   | 4",
            })
    void oneRangeIsSentAsItIs(String range, int first, int last) {
        var response = server.get(FILE, "Range", range);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(field(response, "Content-Range")).isEqualTo("bytes " + first + "-" + last + "/1000");
        assertThat(field(response, "Content-Length")).isEqualTo(String.valueOf(last - first + 1));
        assertThat(field(response, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, last + 1));
        assertSameFields(response);
    }

    private static void assertSameFields(HttpResponse<?> partial) {
        var whole = server.get(FILE);
        for (String name : new String[] {
            "ETag", "Last-Modified", "Repr-Digest", "Cache-Control", "Content-Disposition", "Accept-Ranges"
        }) {
            assertThat(field(partial, name)).as(name).isNotEmpty().isEqualTo(field(whole, name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=1000-",
                "bytes=1000-1001",
                "bytes=-0",
                "bytes=5000-,6000-7000",
                "bytes=99999999999999999999-"
            })
    void rangesBeyondTheEndAreRefused(String range) {
        var response = server.get(FILE, "Range", range);

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(field(response, "Content-Range")).isEqualTo("bytes */1000");
        assertThat(field(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(field(response, "Content-Disposition")).isEmpty();
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("has 1000 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=1",
                "bytes=9-8",
                "bytes=0-4,9-8",
                "bytes=99999999999999999999999-5",
                "bytes=+1-2",
                "bytes=1--2",
                "bytes=1 - 2",
                "bytes =0-1",
                "bytes=0-1;2-3",
                "bytes=0x0-0x9",
                "lines=0-1",
                "0-99"
            })
    void whatIsNoRangeIsIgnored(String range) {
        var response = server.get(FILE, "Range", range);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(field(response, "Content-Range")).isEmpty();
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @Test
    void twoRangeFieldsAreNoRange() {
        var response = server.get(FILE, "Range", "bytes=0-1", "Range", "bytes=5-6");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @Test
    void severalRangesAreSentInTheOrderAskedFor() {
        var response = server.get(FILE, "Range", "bytes=-2, 10-12, 0-0");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(field(response, "Content-Range")).isEmpty();
        assertThat(field(response, "Content-Length")).isEqualTo(String.valueOf(response.body().length));
        String type = field(response, "Content-Type");
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo(part(boundary, 998, 999) + part(boundary, 10, 12) + part(boundary, 0, 0) + "\r\n--"
                        + boundary + "--\r\n");
        assertSameFields(response);
    }

    private static String part(String boundary, int first, int last) {
        return "\r\n--" + boundary + "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes " + first + "-"
                + last + "/1000\r\n\r\n"
                + new String(CONTENT, first, last - first + 1, StandardCharsets.ISO_8859_1);
    }

    @Test
    void tooManyRangesAreAnsweredWithTheWhole() {
        StringBuilder most = new StringBuilder("bytes=0-0");
        for (int i = 1; i < RangeField.MOST_RANGES; i++) {
            most.append(',').append(2 * i).append('-').append(2 * i);
        }

        assertThat(server.get(FILE, "Range", most.toString()).statusCode()).isEqualTo(206);
        assertThat(server.get(FILE, "Range", most + ",500-501").statusCode()).isEqualTo(200);
    }

    @Test
    void aHeadRequestHasNoRange() {
        var response = server.request("HEAD", FILE, "Range", "bytes=0-1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(field(response, "Content-Length")).isEqualTo("1000");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void digitsAreThoseOfAscii() {
        assertThat(RangeField.parse("bytes=\u0661-\u0662", SIZE)).isEmpty();
    }

    @Test
    void anEmptyFileHasNoRanges() {
        assertThat(RangeField.parse("bytes=0-0", 0))
                .hasValueSatisfying(ranges -> assertThat(ranges).isEmpty());
        assertThat(RangeField.parse("bytes=-5", 0)).isEmpty();
    }

    @Test
    void partsPutTogetherAreTheFile() {
        byte[] joined = new byte[SIZE];
        for (int first = 0; first < SIZE; first += 137) {
            byte[] part = server.get(FILE, "Range", "bytes=" + first + "-" + (first + 136))
                    .body();
            System.arraycopy(part, 0, joined, first, part.length);
        }

        assertThat(joined).isEqualTo(CONTENT);
    }
}

package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zkmnist.export.ArtifactSet;

class RawRequestsTest {
    private static final String SECRET = "not to be seen";
    private static final ArtifactSet SET = SampleSet.of(1, 1000);
    private static final String CONTENT = new String(SET.content("network_good.onnx"), StandardCharsets.ISO_8859_1);

    @TempDir
    private static Path root;

    private static FileServer server;

    @BeforeAll
    static void start() throws Exception {
        Path data = Files.createDirectory(root.resolve("data"));
        server = new FileServer(data);
        server.publish(SET);
        for (Path directory : new Path[] {root, data, data.resolve("auto")}) {
            Files.writeString(directory.resolve("secret"), SECRET);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/secret",
                "/../secret",
                "/../../secret",
                "/network_good.onnx/../secret",
                "/network_good.onnx/../../secret",
                "/./secret",
                "//secret",
                "/%2e%2e/secret",
                "/%2E%2E%2Fsecret",
                "/..%2fsecret",
                "/..%5csecret",
                "/..\\secret",
                "\\..\\secret",
                "/%252e%252e/secret",
                "/..;/secret",
                "/..;x=y/secret",
                "/network_good.onnx%00/../secret",
                "/secret%00network_good.onnx",
                "/%c0%ae%c0%ae/secret",
                "/..%c0%afsecret",
                "/%u002e%u002e/secret",
                "/artifacts.zip/../secret",
                "/.artifacts/current/secret",
                "../secret",
                "secret",
                "file:///secret",
                "http://localhost/../secret",
                "/%"
            })
    void noOtherFileIsReached(String target) throws IOException {
        String answer = RawConnection.exchange(server.port(), RawConnection.get(target));

        assertThat(RawConnection.status(answer)).isBetween(400, 499);
        assertThat(answer).doesNotContain(SECRET).doesNotContain(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//network_good.onnx",
                "/network_good.onnx%2f",
                "/%2fnetwork_good.onnx",
                "/network_good.onnx%00",
                "/network_good.onnx\u0000",
                "/network_good.onnx%20",
                "/network_good.onnx.",
                "/network_good.onnx;x=y",
                "/network%5Fgood.onnx/",
                "/auto/../network_good.onnx",
                "/\\network_good.onnx"
            })
    void aNameThatIsWrittenOddlyIsNoName(String target) throws IOException {
        String answer = RawConnection.exchange(server.port(), RawConnection.get(target));

        assertThat(answer).doesNotContain("secret");
        assertThat(RawConnection.status(answer)).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/network_good.onnx", "http://localhost/network_good.onnx"})
    void theNameMayComeWithTheServersOwn(String target) throws IOException {
        String answer = RawConnection.exchange(server.port(), RawConnection.get(target));

        assertThat(RawConnection.status(answer)).isEqualTo(200);
        assertThat(answer).endsWith("\r\n\r\n" + CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /network_good.onnx\r\n\r\n",
                "GET /network_good.onnx HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /network_good.onnx HTTP/1.1\r\n\r\n",
                "GET /network_good.onnx HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /network_good.onnx HTTP/1.1\r\nHost: localhost\r\nRange : bytes=0-1\r\n\r\n",
                "GET /network_good.onnx HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "GET /network_good.onnx HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "G\u0001T /network_good.onnx HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void whatIsNoRequestIsRefusedAndTheConnectionClosed(String request) throws IOException {
        String answer = RawConnection.exchange(server.port(), request);

        assertThat(RawConnection.status(answer)).isBetween(400, 505);
        assertThat(answer).doesNotContain(CONTENT);
    }

    @Test
    void aHeadAnswerEndsAfterItsFields() throws IOException {
        for (String fields :
                new String[] {"", "Range: bytes=9-\r\n", "If-Match: \"x\"\r\n", "Accept-Encoding: *;q=0\r\n"}) {
            String answer = RawConnection.exchange(
                    server.port(),
                    "HEAD /network_good.onnx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n");

            assertThat(answer).endsWith("\r\n\r\n").containsOnlyOnce("\r\n\r\n");
        }
    }

    @Test
    void aNotModifiedAnswerHasTheLengthOfWhatItLeavesOut() throws IOException {
        String head = " HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n";
        String answers = RawConnection.exchange(
                server.port(),
                "GET /network_good.onnx" + head + "\r\n" + "HEAD /network_good.onnx" + head
                        + "Connection: close\r\n\r\n");

        // The second answer starts right after the first one's fields: there is no content.
        String[] parts = answers.split("\r\n\r\n");
        assertThat(parts).hasSize(2).allSatisfy(answer -> {
            assertThat(answer).startsWith("HTTP/1.1 304 ").contains("\r\nContent-Length: 1000");
            for (String name : new String[] {"Content-Type", "Content-Range", "Transfer-Encoding"}) {
                assertThat(answer).doesNotContain("\r\n" + name + ":");
            }
        });
    }

    @Test
    void requestsInOnePacketAreAnsweredInTheirOrder() throws IOException {
        String head = " HTTP/1.1\r\nHost: localhost\r\n";
        String answers = RawConnection.exchange(
                server.port(),
                "GET /network_good.onnx" + head + "Range: bytes=0-0\r\n\r\n"
                        + "GET /network_good.onnx" + head + "If-None-Match: *\r\n\r\n"
                        + "POST /network_good.onnx" + head + "Content-Length: 3\r\n\r\nabc"
                        + "OPTIONS /network_good.onnx" + head + "\r\n"
                        + "GET /network_good.onnx" + head + "Connection: close\r\n\r\n");

        assertThat(answers)
                .containsSubsequence("HTTP/1.1 206", "HTTP/1.1 304", "HTTP/1.1 405", "HTTP/1.1 204", "HTTP/1.1 200");
        assertThat(answers).endsWith("\r\n\r\n" + CONTENT);
    }

    /** An ampersand stands between lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RANGE:bytes=0-9                                | 206",
                "Range:\tbytes=0-9\t                            | 206",
                "Range:                                         | 200",
                "Range: bytes=0-1 & Range: bytes=3-4            | 200",
                "If-None-Match:                                 | 200",
                "If-None-Match: \"                              | 200",
                "If-None-Match: \"a\" & If-None-Match: W/\"b\"   | 200",
                "If-None-Match: \"a\" & If-None-Match: *        | 200",
                "If-None-Match: \"\u00e9\", \"\u00ff\u0080\"     | 200",
                "If-Match:                                      | 412",
                "If-Modified-Since:                             | 200",
                "If-Range: & Range: bytes=0-9                   | 200",
                "Accept-Encoding: ;;;,=,q=1,gzip;;q=1,\u00ff    | 200",
            })
    void oddFieldsAreReadAsTheStandardSays(String fields, int status) throws IOException {
        String answer = RawConnection.exchange(
                server.port(),
                "GET /network_good.onnx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + fields.replaceAll(" *& *", "\r\n") + "\r\n\r\n");

        assertThat(RawConnection.status(answer)).isEqualTo(status);
    }

    @Test
    void anOldClientGetsTheFileToo() throws IOException {
        String answer = RawConnection.exchange(server.port(), "GET /network_good.onnx HTTP/1.0\r\n\r\n");

        assertThat(answer).contains(" 200 ").endsWith("\r\n\r\n" + CONTENT);
    }
}

package org.zkmnist.auto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody means well by: each gets one line and no more. */
@Timeout(60)
class MalformedRequestsTest {
    private static final String HOST = "Host: localhost\r\n";

    @TempDir
    private static Path directory;

    private static RunningService running;

    @BeforeAll
    static void start() throws IOException {
        running = new RunningService(directory.resolve("data"), directory.resolve("out"), Duration.ofMillis(800));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static String send(String text) throws IOException {
        return RawRequest.send(running.socket.port(), text);
    }

    private static void assertOneLine(String answer) {
        assertThat(RawRequest.body(answer).strip()).as(answer).isNotEmpty().doesNotContain("\n", "<", "\tat ", "jetty");
        assertThat(answer).doesNotContain("Server:").contains("X-Content-Type-Options: nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
                "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void whatIsNotWellFormedIsABadRequest(String request) throws IOException {
        String answer = send(request);
        assertThat(RawRequest.status(answer)).as(answer).isIn(400, 505);
        assertOneLine(answer);
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws IOException {
        String answer = send("GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(RawRequest.status(answer)).isEqualTo(431);
        assertOneLine(answer);
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws IOException {
        String answer = send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(RawRequest.status(answer)).isEqualTo(414);
        assertOneLine(answer);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        String answer = send("POST /api/classify HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nContent-Length: 5000000\r\nConnection: close\r\n\r\n");
        assertThat(RawRequest.status(answer)).isEqualTo(413);
        assertThat(answer).contains("application/problem+json");
    }

    @Test
    void aChunkedBodyIsBoundedToo() throws IOException {
        String chunk = "10000\r\n" + "1".repeat(0x10000) + "\r\n";
        String answer = send("POST /api/classify HTTP/1.1\r\n" + HOST
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk.repeat(3));
        assertThat(RawRequest.status(answer)).as(answer).isEqualTo(413);
    }

    @Test
    void aClientThatFallsSilentIsTimedOut() throws IOException {
        // Both return when the server ends the connection.
        assertThat(send("GET / HTTP/1.1\r\nHos")).isIn("", send(""));
        assertThat(send("POST /api/classify HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(RawRequest.status(answer)).isEqualTo(408));
    }

    @Test
    void nothingIsSaidAboutItselfWhenAnUnknownMethodIsUsed() throws IOException {
        for (String method : new String[] {"TRACE", "BREW", "CONNECT", "PROPFIND"}) {
            String answer = send(method + " /api/status HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(RawRequest.status(answer)).as(answer).isIn(400, 405, 501);
            assertOneLine(answer);
        }
    }
}

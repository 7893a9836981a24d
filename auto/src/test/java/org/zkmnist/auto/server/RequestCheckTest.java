package org.zkmnist.auto.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is served, and who is not: DNS rebinding and requests from other sites. */
@Timeout(60)
class RequestCheckTest {
    @TempDir
    private static Path directory;

    private static RunningService running;

    @BeforeAll
    static void start() throws IOException {
        running = new RunningService(directory.resolve("data"), directory.resolve("out"), "Modeller.example");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8081",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1",
                "127.0.0.1:9",
                "192.168.7.9:8081",
                "[::1]",
                "[::1]:8081",
                "[fe80::1]:8081",
                "modeller.example",
                "MODELLER.EXAMPLE:80",
            })
    void ownNamesAndAddressesAreServed(String host) throws IOException {
        assertThat(RawRequest.send(running.socket.port(), "GET", "/healthz", "Host: " + host))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil-localhost",
                "modeller.example.evil.example",
                "sub.modeller.example",
                "1.2.3",
                "0x7f000001",
                "evil.example:8081"
            })
    void foreignNamesAreMisdirected(String host) throws IOException {
        for (String path : List.of("/", "/healthz", "/api/status", "/network_good.onnx", "/nothing")) {
            String answer = RawRequest.send(running.socket.port(), "GET", path, "Host: " + host);
            assertThat(answer).as(path).startsWith("HTTP/1.1 421 ").contains("--hosts");
        }
    }

    @Test
    void theMachinesOwnNameIsServed() throws IOException {
        Path told = Path.of("/proc/sys/kernel/hostname");
        if (Files.isReadable(told)) {
            String name = Files.readString(told).strip();
            assertThat(RawRequest.send(running.socket.port(), "GET", "/healthz", "Host: " + name + ":8081"))
                    .startsWith("HTTP/1.1 200 ");
        }
        HostNames names = new HostNames(List.of(), () -> "box.lan");
        assertThat(List.of("box.lan", "box", "BOX.")).allMatch(names::serves);
        assertThat(names.serves("lan")).isFalse();
        assertThat(new HostNames(List.of(), () -> "").serves("")).isFalse();
    }

    @Test
    void theTargetsHostCountsBeforeTheHeaders() throws IOException {
        int port = running.socket.port();
        String answer = RawRequest.send(port, "GET", "http://evil.example/healthz", "Host: localhost");
        assertThat(RawRequest.status(answer)).isIn(400, 421);
        assertThat(RawRequest.send(port, "GET", "http://localhost/healthz", "Host: localhost"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aClientOfTheFirstHttpNeedsNoHost() throws IOException {
        assertThat(RawRequest.send(running.socket.port(), "GET /healthz HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(RawRequest.send(running.socket.port(), "GET", "/healthz")).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: http://localhost:8081, 409",
        "Origin: HTTP://LOCALHOST:8081, 409",
        "Origin: http://evil.example, 403",
        "Origin: http://localhost:9000, 403",
        "Origin: http://localhost, 403",
        "Origin: null, 403",
        "Origin: file://, 403",
        "Origin: %%, 403",
        "Sec-Fetch-Site: same-origin, 409",
        "Sec-Fetch-Site: none, 409",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "User-Agent: curl, 409",
    })
    void onlyTheOwnPageMayAskForChanges(String field, int status) throws IOException {
        String answer = RawRequest.send(
                running.socket.port(), "POST", "/api/retry", "Host: localhost:8081", field, "Content-Length: 0");
        assertThat(RawRequest.status(answer)).isEqualTo(status);
        assertThat(answer).contains("Content-Type: application/problem+json");
    }

    @Test
    void readingIsOpenToLinksFromElsewhere() throws IOException {
        assertThat(RawRequest.send(
                        running.socket.port(), "GET", "/healthz", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 200 ");
    }
}

package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadBodiesTest {
    private static DigitServer server;

    @BeforeAll
    static void start() {
        server = DigitServer.withAll();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> badJson() {
        return Stream.of(
                Arguments.of("", "the body is empty"),
                Arguments.of("  \n", "the body is empty; expected {\"pixels\""),
                Arguments.of("null", "the body is null; expected {\"pixels\""),
                Arguments.of("[0, 1]", "the body is an array; expected {\"pixels\""),
                Arguments.of("{}", "\"pixels\" is missing; expected"),
                Arguments.of("{\"pixel\": []}", "\"pixel\" at line 1, column 2 is not known; expected {\"pixels\""),
                Arguments.of("{\"pixels\": 7}", "\"pixels\" is 7; expected an array of 784 numbers"),
                Arguments.of("{\"pixels\": \"7\"}", "\"pixels\" is a string; expected an array"),
                Arguments.of("{\"pixels\": null}", "\"pixels\" is null; expected an array"),
                Arguments.of("{\"pixels\": []}", "\"pixels\" has 0 numbers; expected 784, 28 rows of 28"),
                Arguments.of(pixels(783, "0"), "\"pixels\" has 783 numbers; expected 784"),
                Arguments.of(pixels(785, "0"), "\"pixels\" has more than 784 numbers; expected 784"),
                Arguments.of(pixels(784, "[0]"), "pixels[0] is an array; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "{}"), "pixels[0] is an object; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "\"0.5\""), "pixels[0] is a string; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "null"), "pixels[0] is null; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "true"), "pixels[0] is true; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "NaN"), "pixels[0] is NaN; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "-Infinity"), "pixels[0] is -Infinity; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "1e999"), "pixels[0] is 1e999; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "1.0000001"), "pixels[0] is 1.0000001; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "1.00000000001"), "pixels[0] is 1.00000000001; expected a number"),
                Arguments.of(pixels(784, "-1e-30"), "pixels[0] is -1e-30; expected a number from 0 to 1"),
                Arguments.of(pixels(784, "255"), "pixels[0] is 255; expected a number from 0 to 1"),
                Arguments.of("{\"pixels\": [0, 2]}", "pixels[1] is 2; expected a number from 0 to 1"),
                Arguments.of("{\"pixels\": [" + "1".repeat(2000) + "]}", "the body is not JSON"),
                Arguments.of(
                        pixels(784, "0").replace("}", ", \"pixels\": []}"),
                        "\"pixels\" stands there twice, again at line 1, column"),
                Arguments.of(pixels(784, "0") + " {}", "there is more after the object at line 1, column"),
                Arguments.of("{\n\"pixels\": [0,\n 0,, 0]}", "the body is not JSON at line 3, column 4: Unexpected"),
                Arguments.of(
                        "{\"pixels\": [0, 0", "the body is not JSON at line 1, column 17: Unexpected end-of-input"),
                Arguments.of("[".repeat(100_000), "the body is an array; expected {\"pixels\""),
                Arguments.of("pixels=0", "the body is not JSON at line 1, column 1: Unrecognized token 'pixels'"),
                Arguments.of("{\"a\\nb\": 0}", "\"a b\" at line 1, column 2 is not known"));
    }

    @ParameterizedTest
    @MethodSource("badJson")
    void jsonThatIsNoDigitIsRefusedWithOneLine(String body, String detail) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (String path : new String[] {"/api/classify", "/api/input.json"}) {
            ProblemAnswer.assertProblem(server.post(path, bytes, "Content-Type", "application/json"), 400, detail);
        }
    }

    private static String pixels(int count, String pixel) {
        return "{\"pixels\": [" + String.join(", ", Collections.nCopies(count, pixel)) + "]}";
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        byte[] body = {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '0', '}'};
        ProblemAnswer.assertProblem(
                server.post("/api/classify", body, "Content-Type", "application/json"), 400, "the body is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/jpeg", "application/json2", "application/problem+json", ";", "image"})
    void otherTypesAreRefused(String type) throws Exception {
        HttpResponse<byte[]> response = server.post("/api/classify", new byte[1], "Content-Type", type);
        ProblemAnswer.assertProblem(response, 415, "expected application/json or image/png");
        assertThat(response.headers().firstValue("Accept-Post")).hasValue("application/json, image/png");
    }

    @Test
    void bodyWithoutTypeOrCompressedIsRefused() throws Exception {
        ProblemAnswer.assertProblem(server.post("/api/classify", new byte[1]), 415, "the request has no Content-Type");
        HttpResponse<byte[]> compressed = server.post(
                "/api/classify", new byte[1], "Content-Type", "application/json", "Content-Encoding", "gzip");
        ProblemAnswer.assertProblem(compressed, 415, "Content-Encoding is gzip; send the body as it is");
        assertThat(compressed.headers().firstValue("Accept-Encoding")).hasValue("identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "image/png"})
    void hugeBodiesAreRefusedWithAndWithoutALength(String type) throws Exception {
        byte[] huge = new byte[DigitBody.MOST_PNG_BYTES + 1];
        String detail = "the body is longer than ";
        ProblemAnswer.assertProblem(server.post("/api/classify", huge, "Content-Type", type), 413, detail);
        ProblemAnswer.assertProblem(
                server.post(
                        "/api/classify",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)),
                        "Content-Type",
                        type),
                413,
                detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\n{\"pixels\"",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"pix\r\nzz\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"pix"
            })
    void bodyThatBreaksOffIsRefused(String rest) throws Exception {
        try (Socket socket = send(rest)) {
            socket.shutdownOutput();
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "the body breaks off before its end");
        }
    }

    @Test
    void chunksWithoutALengthAreRefused() throws Exception {
        try (Socket socket = send("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"pix\r\nzz\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        }
    }

    @Test
    void moreUnfinishedPicturesThanMemoryIsKeptForHaveToWait() throws Exception {
        String unfinished = "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                + "Content-Length: 100\r\n\r\n";
        byte[] png = PngPictures.png(PngPictures.enlarged(PngPictures.testImage(0), 1, 28, 0, 0, true));
        List<Socket> sockets = new ArrayList<>();
        try {
            HttpResponse<byte[]> response = null;
            while (sockets.size() < 200 && (response == null || response.statusCode() == 200)) {
                Socket socket = new Socket("127.0.0.1", server.port());
                sockets.add(socket);
                socket.getOutputStream().write(unfinished.getBytes(StandardCharsets.US_ASCII));
                response = server.post("/api/classify", png, "Content-Type", "image/png");
            }
            ProblemAnswer.assertProblem(response, 503, "8 pictures are being read already");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        } finally {
            for (Socket socket : sockets) {
                socket.shutdownOutput();
                answer(socket);
                socket.close();
            }
        }
        assertThat(server.post("/api/classify", png, "Content-Type", "image/png")
                        .statusCode())
                .isEqualTo(200);
    }

    private static Socket send(String rest) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        String head = "POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        OutputStream out = socket.getOutputStream();
        out.write((head + rest).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

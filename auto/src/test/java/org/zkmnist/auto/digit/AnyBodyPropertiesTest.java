package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class AnyBodyPropertiesTest {
    private static final byte[] PICTURE =
            PngPictures.png(PngPictures.enlarged(PngPictures.testImage(2), 1, 28, 0, 0, true));

    private static DigitServer server;

    @BeforeContainer
    static void start() {
        server = DigitServer.withAll();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Property(tries = 200)
    void anyBytesAreAnsweredWithoutServerError(@ForAll @Size(max = 2000) byte[] body, @ForAll("types") String type)
            throws Exception {
        assertRefusedOrAnswered(server.post("/api/classify", body, "Content-Type", type));
        assertRefusedOrAnswered(server.post("/api/input.json", body, "Content-Type", type));
    }

    @Property(tries = 200)
    void anyBrokenJsonIsAnsweredWithoutServerError(@ForAll("brokenJson") String body) throws Exception {
        assertRefusedOrAnswered(server.post(
                "/api/classify", body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json"));
    }

    /** Checksums are made to match, so that the bytes reach the decoder. */
    @Property(tries = 300)
    void anyChangedPictureIsAnsweredWithoutServerError(
            @ForAll("headerFields") List<Integer> header, @ForAll @Size(max = 300) byte[] rows, @ForAll byte[] palette)
            throws Exception {
        byte[] png = PngPictures.file(
                header.get(0),
                header.get(1),
                header.get(2),
                header.get(3),
                rows,
                PngPictures.chunk("PLTE", palette),
                PngPictures.chunk("tRNS", palette));
        assertRefusedOrAnswered(server.post("/api/classify", png, "Content-Type", "image/png"));
    }

    @Property(tries = 200)
    void anyCutPictureIsAnsweredWithoutServerError(@ForAll("cutAndChanged") byte[] png) throws Exception {
        assertRefusedOrAnswered(server.post("/api/classify", png, "Content-Type", "image/png"));
    }

    private static void assertRefusedOrAnswered(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).isIn(200, 400, 413, 415);
        if (response.statusCode() != 200) {
            ProblemAnswer.assertProblem(response, response.statusCode(), "");
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("application/json", "image/png", "application/json; charset=utf-8", "text/plain");
    }

    @Provide
    Arbitrary<String> brokenJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"pixels\"",
                        "\"",
                        "0",
                        "1.5",
                        "-",
                        "e",
                        "NaN",
                        "null",
                        "\\u00",
                        "/*")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Integer>> headerFields() {
        return Arbitraries.oneOf(Arbitraries.integers().between(-2, 40), Arbitraries.of(1, 2, 4, 8, 16))
                .list()
                .ofSize(4)
                .map(fields ->
                        List.of(fields.get(0), fields.get(1), Math.abs(fields.get(2)), Math.abs(fields.get(3)) % 8));
    }

    @Provide
    Arbitrary<byte[]> cutAndChanged() {
        return Arbitraries.integers()
                .between(0, PICTURE.length)
                .flatMap(length -> Arbitraries.integers()
                        .between(0, Math.max(0, length - 1))
                        .map(at -> {
                            byte[] png = Arrays.copyOf(PICTURE, length);
                            if (length > 0) {
                                png[at] ^= 1;
                            }
                            return png;
                        }));
    }
}

package org.zkmnist.auto.digit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.export.EzklJson;

class InputJsonTest {
    private static DigitServer server;

    @BeforeAll
    static void start() {
        server = new DigitServer();
        server.setDataset(TrainedNetworks.mnist());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void imagesOfTheDatasetAreTheBytesThatTheExporterWrites() throws Exception {
        assertDownload(
                server.get("/api/input.json?image=training/0"),
                EzklJson.input(TrainedNetworks.mnist().training(), 0));
        assertDownload(
                server.get("/api/input.json?image=test/17"),
                EzklJson.input(TrainedNetworks.mnist().test(), 17));
    }

    @Test
    void greyBytesInTheUrlAndNumbersInTheBodyAreTheSameBytes() throws Exception {
        LabelledImages test = TrainedNetworks.mnist().test();
        byte[] grey = Arrays.copyOfRange(test.pixels(), 5 * 784, 6 * 784);
        byte[] expected = EzklJson.input(test, 5);

        assertDownload(
                server.get("/api/input.json?pixels=" + Base64.getUrlEncoder().encodeToString(grey)), expected);
        byte[] body = DigitServer.pixelsJson(PngPictures.pixels(5)).getBytes(StandardCharsets.UTF_8);
        assertDownload(server.post("/api/input.json", body, "Content-Type", "application/json"), expected);
        // What an input.json itself says, as doubles, is taken too.
        String row = new String(expected, StandardCharsets.US_ASCII).replace("\"input_data\": [[", "\"pixels\": [");
        byte[] rowBody = row.replace("]]", "]").getBytes(StandardCharsets.US_ASCII);
        assertDownload(server.post("/api/input.json", rowBody, "Content-Type", "application/json"), expected);
    }

    @Test
    void pictureBecomesAnInput() throws Exception {
        byte[] png = PngPictures.png(PngPictures.enlarged(PngPictures.testImage(5), 4, 120, 1, 1, false));
        float[] pixels = DrawnDigit.read(png).pixels();

        assertDownload(server.post("/api/input.json", png, "Content-Type", "image/png"), EzklJson.input(pixels));
    }

    private static void assertDownload(HttpResponse<byte[]> response, byte[] expected) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(DigitServer.contentType(response)).isEqualTo("application/json");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"input.json\"");
        assertThat(response.body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                | 400 | no image is given; expected either
            ?image=test/1&pixels=AA           | 400 | both image and pixels are given; expected either
            ?image=test/1&image=test/2        | 400 | image is given 2 times; expected it once
            ?image=                           | 400 | image is ""; expected a name such as
            ?image=test/01                    | 400 | image is "test/01"; expected a name such as
            ?image=test/-1                    | 400 | image is "test/-1"; expected a name such as
            ?image=test%2F1%0AX               | 400 | image is "test/1 X"; expected a name such as
            ?image=test/10000                 | 404 | there is no image test/10000: the last one is test/9999
            ?image=training/999999999         | 404 | the last one is training/59999
            ?pixels=A+/                       | 400 | pixels is not base64url
            ?pixels=AAAA                      | 400 | pixels holds 3 bytes; expected 784
            ?pixels=                          | 400 | pixels holds 0 bytes; expected 784
            """)
    void whatNamesNoImageIsRefused(String query, int status, String detail) throws Exception {
        ProblemAnswer.assertProblem(server.get("/api/input.json" + query), status, detail);
    }

    @Test
    void withoutDatasetOnlyItsImagesHaveToWait() throws Exception {
        try (DigitServer early = new DigitServer()) {
            HttpResponse<byte[]> response = early.get("/api/input.json?image=training/0");
            ProblemAnswer.assertProblem(response, 503, "the dataset is not read yet");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            String grey = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[784]);
            assertThat(early.get("/api/input.json?pixels=" + grey).statusCode()).isEqualTo(200);
        }
    }
}

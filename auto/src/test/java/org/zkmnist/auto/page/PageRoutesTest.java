package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the page over HTTP. */
class PageRoutesTest {
    private static final Path SOURCES = Path.of("src", "main", "resources", "org", "zkmnist", "auto", "page");

    private static PageServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new PageServer(PageStates.TRAINING);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static List<String> sourcesThatEndIn(String extension) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(extension))
                    .sorted()
                    .toList();
        }
    }

    static Stream<String> allParts() throws IOException {
        return Stream.of(".js", ".css", ".svg").flatMap(extension -> {
            try {
                return sourcesThatEndIn(extension).stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("allParts")
    void everyPartIsServedAsItIs(String name) throws Exception {
        HttpResponse<byte[]> response = server.get("/page/" + name);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Files.readAllBytes(SOURCES.resolve(name)));
    }

    @ParameterizedTest
    @MethodSource("allParts")
    void whatAModuleImportsIsServed(String name) throws Exception {
        Stream<String> imports = Pattern.compile("from '\\./([^']+)'")
                .matcher(server.text("/page/" + name))
                .results()
                .map(MatchResult::group)
                .map(found -> found.substring(8, found.length() - 1));
        for (String imported : imports.toList()) {
            assertThat(server.get("/page/" + imported).statusCode())
                    .as(imported)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "main.js, text/javascript; charset=utf-8",
        "uPlot.esm.js, text/javascript; charset=utf-8",
        "base.css, text/css; charset=utf-8",
        "uPlot.min.css, text/css; charset=utf-8",
        "icon.svg, image/svg+xml; charset=utf-8"
    })
    void theTypeIsThatOfTheContent(String name, String type) throws Exception {
        assertThat(header(server.get("/page/" + name), "Content-Type")).isEqualToIgnoringCase(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/index.mustache",
                "/page/now.mustache",
                "/page/PageRoutes.class",
                "/page/",
                "/page/..%2fPageRoutes.class",
                "/page/%2e%2e/status/StatusRoutes.class",
                "/page/uPlot.cjs.js",
                "/page/package.json"
            })
    void whatIsNotListedCannotBeReached(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void whoHasThePartGetsItNotAgain() throws Exception {
        String tag = header(server.get("/page/main.js"), "ETag");
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<byte[]> response = server.get("/page/main.js", "If-None-Match", known);
            assertThat(response.statusCode()).as(known).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "ETag")).isEqualTo(tag);
        }
        assertThat(server.get("/page/main.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void gzipIsGivenToThoseWhoAcceptItWithATagOfItsOwn() throws Exception {
        HttpResponse<byte[]> plain = server.get("/page/uPlot.esm.js");
        HttpResponse<byte[]> gzipped = server.get("/page/uPlot.esm.js", "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(gzipped, "Vary")).containsIgnoringCase("Accept-Encoding");
        assertThat(header(gzipped, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(gzipped.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzipped.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "gzip;q=0.000, *;q=0"})
    void noGzipForThoseWhoRefuseIt(String accepted) throws Exception {
        assertThat(header(server.get("/page/base.css", "Accept-Encoding", accepted), "Content-Encoding"))
                .isNull();
    }

    @Test
    void theDocumentIsNotKept() throws Exception {
        HttpResponse<byte[]> response = server.get("/");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Content-Type")).startsWith("text/html");
    }

    @Test
    void theDocumentNamesEveryStyleSheetAndModule() throws Exception {
        String document = server.text("/");
        assertThat(sourcesThatEndIn(".js"))
                .allSatisfy(name -> assertThat(document).contains("/page/" + name));
        assertThat(sourcesThatEndIn(".css"))
                .allSatisfy(name -> assertThat(document).contains("/page/" + name));
    }
}

package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zkmnist.auto.files.FileServer.field;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.storage.Sha256;

class ArchiveTest {
    private static final ArtifactSet SET = SampleSet.of(1, 100_000);

    @TempDir
    private Path data;

    private FileServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FileServer(data);
        server.publish(SET);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void holdsAllFilesInTheirOrder() throws Exception {
        var response = server.get("/artifacts.zip");

        assertThat(field(response, "Content-Type")).isEqualTo("application/zip");
        assertThat(field(response, "ETag")).isEqualTo('"' + Sha256.hex(response.body()) + '"');
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(zip.readAllBytes()).as(entry.getName()).isEqualTo(SET.content(entry.getName()));
            }
        }
        assertThat(names).isEqualTo(ArtifactSet.FILE_NAMES);
    }

    @Test
    void theSameFilesGiveTheSameBytesWhateverTheZoneOrDate(@TempDir Path elsewhere) throws Exception {
        byte[] here = server.get("/artifacts.zip").body();
        TimeZone zone = TimeZone.getDefault();
        try (FileServer another = new FileServer(elsewhere)) {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            another.publish(SET);
            another.date("input.json", Instant.parse("2001-02-03T04:05:06Z"));

            assertThat(another.get("/artifacts.zip").body()).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anyPartOfItCanBeHad() {
        byte[] whole = server.get("/artifacts.zip").body();
        for (int first : new int[] {0, 1, 29, 30, 99_000, whole.length - 300, whole.length - 1}) {
            int last = Math.min(first + 70_000, whole.length - 1);
            var part = server.get("/artifacts.zip", "Range", "bytes=" + first + "-" + last);

            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
        }
    }

    @Test
    void filesThatDoNotBelongTogetherAreNotPutTogether() throws Exception {
        assertThat(server.get("/artifacts.zip").statusCode()).isEqualTo(200);
        Files.writeString(server.published("input.json"), "{}");

        var response = server.get("/artifacts.zip");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(field(response, "Retry-After")).isEqualTo("1");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("input.json", "SHA256SUMS");
    }
}

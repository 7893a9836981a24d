package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MirrorDownloadTest extends LoopbackDownload {
    @Test
    void allFilesComeFromTheFirstMirrorThatHasThem() throws Exception {
        assertAreFiles(download(mirror.uri(), otherMirror.uri()));

        assertThat(mirror.requests()).hasSize(4);
        assertThat(otherMirror.requests()).isEmpty();
    }

    @Test
    void theNextMirrorIsAskedForWhatTheFirstDoesNotHave() throws Exception {
        mirror.behaving((exchange, file) -> {
            if (exchange.getRequestURI().getPath().endsWith(IMAGES)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                LoopbackMirror.supportRanges(exchange, file);
            }
        });

        assertAreFiles(download(mirror.uri(), otherMirror.uri()));
        assertThat(otherMirror.requests()).containsExactly(IMAGES);
        assertThat(events).contains("failed " + mirror.uri() + " " + IMAGES + " HTTP 404");
    }

    @Test
    void oneLineNamesEveryMirrorWithItsReasonAndWhatToDo() throws IOException {
        assertThatThrownBy(() -> download(
                        mirror.behaving(LoopbackMirror.status(404)).uri(),
                        otherMirror.behaving(LoopbackMirror.status(500)).uri()))
                .isInstanceOf(DownloadFailedException.class)
                .hasMessage("MNIST could not be downloaded from %s (%s: HTTP 404), %s (%s: HTTP 500);"
                                .formatted(mirror.uri(), IMAGES, otherMirror.uri(), IMAGES)
                        + " name another mirror with --mirror URL, or put the dataset at " + cacheFile);
    }

    @Test
    void wrongBytesAreNotedAndNotKept() {
        mirror.behaving(LoopbackMirror::serveWrongBytes);

        assertFailsWith("serves other content than was published (SHA-256 differs)", PATIENT);
        leavesNoTrust();
    }

    @Test
    void aFileOfAnotherSizeIsNotDownloaded() {
        mirror.behaving(LoopbackMirror::serveTooLittle);

        assertFailsWith("serves " + (SIZE - 1) + " bytes; expected " + SIZE, PATIENT);
    }

    @Test
    void moreBytesThanExpectedEndTheDownload() {
        mirror.behaving(LoopbackMirror::serveTooMuch);

        assertFailsWith("serves more than the expected " + SIZE + " bytes", PATIENT);
    }

    @Test
    void aMirrorThatTruncatesAlwaysIsGivenUp() {
        mirror.behaving((exchange, file) -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 10);
            exchange.getResponseBody().flush();
        });

        assertFailsWith("connection lost: ", PATIENT);
    }

    @Test
    void aMirrorThatStallsIsGivenUp() {
        mirror.behaving(mirror::stall);

        assertFailsWith("no data for 0.5 s", IMPATIENT);
    }

    @Test
    void aMirrorThatDoesNotAnswerIsGivenUp() {
        mirror.behaving(mirror::neverAnswer);

        assertFailsWith("no answer within 0.5 s", IMPATIENT);
    }

    @Test
    void aMirrorThatIsNotThereIsAskedForOneFileOnly() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        assertThatThrownBy(() -> download(nobody))
                .isInstanceOf(DownloadFailedException.class)
                .hasMessageContaining(nobody + " (" + IMAGES + ": connection refused)");
        assertThat(events).filteredOn(event -> event.startsWith("failed")).hasSize(1);
    }

    @Test
    void progressGrowsToTheWholeFile() throws Exception {
        download(mirror.uri());

        assertThat(events)
                .startsWith("start " + IMAGES + " 0/" + SIZE)
                .containsSubsequence(
                        "bytes " + IMAGES + " " + SIZE + "/" + SIZE,
                        "done " + IMAGES,
                        "start " + MnistFile.TRAINING_LABELS.gzipName() + " 0/"
                                + FILES.get(MnistFile.TRAINING_LABELS).length);
    }

    @Test
    void aDirectoryThatCannotBeWrittenDoesNotStopTheDownload() throws Exception {
        cacheFile = Files.createFile(directory.resolve("file")).resolve("cache.tar.gz");

        assertAreFiles(download(mirror.uri()));
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        mirror.behaving((exchange, file) -> {
            String name = exchange.getRequestURI().getPath().replaceAll(".*/", "");
            exchange.getResponseHeaders().set("Location", otherMirror.uri() + name);
            exchange.sendResponseHeaders(302, -1);
        });

        assertAreFiles(download(mirror.uri()));
    }

    private void assertFailsWith(String reason, Timeouts timeouts) {
        assertThatThrownBy(() -> newDownload(timeouts, mirror.uri()).download())
                .isInstanceOf(DownloadFailedException.class)
                .hasMessageContaining(mirror.uri() + " (" + IMAGES + ": " + reason)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /** What was wrong is not believed by the next run either. */
    private void leavesNoTrust() {
        mirror.behaving(LoopbackMirror::supportRanges);
        try {
            assertAreFiles(download(mirror.uri()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

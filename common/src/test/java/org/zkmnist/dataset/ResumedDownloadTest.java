package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumedDownloadTest extends LoopbackDownload {
    @Test
    void completeFilesStayUntilDiscardedAndAreNotAskedForAgain() throws Exception {
        download(mirror.uri());
        MirrorDownload again = newDownload(PATIENT, otherMirror.uri());

        assertAreFiles(again.download());
        assertThat(otherMirror.requests()).isEmpty();
        assertThat(partial(MnistFile.TEST_LABELS)).hasBinaryContent(FILES.get(MnistFile.TEST_LABELS));
        again.discardPartialFiles();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aBrokenConnectionIsResumedWhereItBroke() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        mirror.behaving((exchange, file) -> {
            if (requests.getAndIncrement() == 0) {
                LoopbackMirror.truncate(exchange, file);
            } else {
                LoopbackMirror.supportRanges(exchange, file);
            }
        });

        assertAreFiles(download(mirror.uri()));
        assertThat(mirror.requests().subList(0, 2)).containsExactly(IMAGES, IMAGES + " bytes=" + SIZE / 2 + "-");
    }

    @Test
    void whatStalledIsResumedToo() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        mirror.behaving((exchange, file) -> {
            if (requests.getAndIncrement() == 0) {
                mirror.stall(exchange, file);
            } else {
                LoopbackMirror.supportRanges(exchange, file);
            }
        });

        assertAreFiles(newDownload(IMPATIENT, mirror.uri()).download());
        assertThat(mirror.requests()).contains(IMAGES + " bytes=" + SIZE / 2 + "-");
    }

    @Test
    void theNextRunAndTheNextMirrorGoOnWhereTheLastOneStopped() throws Exception {
        mirror.behaving(LoopbackMirror::truncate);
        assertThatThrownBy(() -> download(mirror.uri())).isInstanceOf(DownloadFailedException.class);
        assertThat(partial(MnistFile.TRAINING_IMAGES))
                .hasBinaryContent(Arrays.copyOf(FILES.get(MnistFile.TRAINING_IMAGES), SIZE / 2));

        assertAreFiles(download(otherMirror.uri()));
        assertThat(otherMirror.requests()).startsWith(IMAGES + " bytes=" + SIZE / 2 + "-");
    }

    @Test
    void aMirrorThatIgnoresRangesStartsOver() throws Exception {
        leavePartial(Arrays.copyOf(FILES.get(MnistFile.TRAINING_IMAGES), 100));
        mirror.behaving(LoopbackMirror::ignoreRanges);

        assertAreFiles(download(mirror.uri()));
        assertThat(mirror.requests()).startsWith(IMAGES + " bytes=100-").hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 99-%1$d/%2$d", "bytes 100-%1$d/*", "bytes 100-200/201", "nonsense", ""})
    void aRangeOtherThanTheOneAskedForIsNotTaken(String contentRange) throws Exception {
        leavePartial(Arrays.copyOf(FILES.get(MnistFile.TRAINING_IMAGES), 100));
        mirror.behaving((exchange, file) -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.getResponseHeaders().set("Content-Range", contentRange.formatted(SIZE - 1, SIZE));
                exchange.sendResponseHeaders(206, file.length - 100);
                exchange.getResponseBody().write(file, 100, file.length - 100);
            } else {
                LoopbackMirror.ignoreRanges(exchange, file);
            }
        });

        assertAreFiles(download(mirror.uri()));
        assertThat(mirror.requests()).startsWith(IMAGES + " bytes=100-", IMAGES);
    }

    @Test
    void aRangeThatIsNotSatisfiableMakesTheDownloadStartOver() throws Exception {
        leavePartial(Arrays.copyOf(FILES.get(MnistFile.TRAINING_IMAGES), 100));
        mirror.behaving((exchange, file) -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                LoopbackMirror.ignoreRanges(exchange, file);
            }
        });

        assertAreFiles(download(mirror.uri()));
        assertThat(mirror.requests()).startsWith(IMAGES + " bytes=100-", IMAGES);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, -1, 0, 1})
    void wrongBytesLeftByAnEarlierRunAreReplaced(int surplus) throws Exception {
        int length = surplus == 100 ? 100 : SIZE + surplus;
        leavePartial(SmallMnist.noise(7, length));

        assertAreFiles(download(mirror.uri()));
        assertThat(mirror.requests()).contains(IMAGES);
        assertThat(partial(MnistFile.TRAINING_IMAGES)).hasBinaryContent(FILES.get(MnistFile.TRAINING_IMAGES));
    }

    @Test
    void anInterruptEndsTheDownloadAtOnceAndKeepsWhatArrived() throws Exception {
        mirror.behaving(mirror::stall);
        CountDownLatch halfArrived = new CountDownLatch(1);
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        DownloadListener listener = new DownloadListener() {
            @Override
            public void bytesArrived(URI from, String fileName, long present, long total) {
                if (present >= total / 2) {
                    halfArrived.countDown();
                }
            }
        };
        Thread thread = new Thread(() -> {
            try {
                newDownload(PATIENT, listener, mirror.uri()).download();
            } catch (IOException | InterruptedException e) {
                outcome.set(e);
            }
        });
        thread.start();
        halfArrived.await();
        thread.interrupt();
        thread.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(Files.size(partial(MnistFile.TRAINING_IMAGES))).isEqualTo(SIZE / 2);
    }

    private void leavePartial(byte[] content) throws IOException {
        Files.write(partial(MnistFile.TRAINING_IMAGES), content);
    }
}

package org.zkmnist.auto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.zkmnist.Engine;
import org.zkmnist.Settings;
import org.zkmnist.auto.progress.ProgressLines;
import org.zkmnist.auto.server.ListeningSocket;
import org.zkmnist.auto.server.ServerSettings;
import org.zkmnist.auto.server.Service;
import org.zkmnist.auto.server.ServiceLog;
import org.zkmnist.dataset.DatasetCache;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.MnistFile;
import org.zkmnist.export.ExportChoices;
import picocli.CommandLine.Command;

/**
 * {@code modeller rehearse}: does all that a start of the service does, on a few made-up images in a temporary directory,
 * so that an archive of the classes that it loads can be made.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Serves and trains on a few made-up images for a moment, for an archive of the classes in use.",
        mixinStandardHelpOptions = true)
final class RehearsalCommand implements Callable<Integer> {
    private static final int IMAGES = 256;
    private static final int IMAGES_MAGIC = 0x803;
    private static final int LABELS_MAGIC = 0x801;
    private static final int MOST_ROUNDS = 200;
    private static final List<String> READY_PATHS =
            List.of("/network_good.onnx", "/input.json", "/api/status", "/page/base.css", "/readyz", "/nothing");

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("modeller-rehearsal");
        try {
            writeDataset(directory);
            rehearse(directory);
        } finally {
            delete(directory);
        }
        return 0;
    }

    private static void rehearse(Path directory) throws IOException, InterruptedException {
        Settings settings = new Settings(
                directory,
                directory.resolve("auto"),
                1,
                1,
                1,
                Engine.FUSED,
                Runtime.getRuntime().availableProcessors(),
                List.of(),
                ExportChoices.standard());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        ServiceLog log = new ServiceLog(nowhere, ServiceLog.Format.TEXT, Clock.systemUTC(), false);
        try (ListeningSocket socket = ListeningSocket.open("127.0.0.1", 0);
                Service service =
                        new Service(settings, ServerSettings.of(List.of()), log, new ProgressLines(log::event))) {
            service.start(socket);
            Thread worker = new Thread(() -> work(service), "rehearsal");
            worker.start();
            for (int round = 0; round < MOST_ROUNDS && !get(socket, "/", "*/*").startsWith("HTTP/1.1 200"); round++) {
                worker.join(20);
            }
            get(socket, "/", "text/html");
            for (String path : READY_PATHS) {
                get(socket, path, "*/*");
            }
            worker.interrupt();
            worker.join();
        }
    }

    private static void work(Service service) {
        try {
            service.work();
        } catch (InterruptedException e) {
            // That is its end.
        }
    }

    /** By hand: a client would bring its own classes into the archive. */
    private static String get(ListeningSocket server, String path, String accept) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept
                    + "\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void writeDataset(Path directory) throws IOException {
        int side = LabelledImages.SIDE;
        byte[] imagesHeader = ByteBuffer.allocate(16)
                .putInt(IMAGES_MAGIC)
                .putInt(IMAGES)
                .putInt(side)
                .putInt(side)
                .array();
        byte[] labelsHeader =
                ByteBuffer.allocate(8).putInt(LABELS_MAGIC).putInt(IMAGES).array();
        byte[] images = gzip(imagesHeader, IMAGES * LabelledImages.PIXELS, i -> i * i);
        byte[] labels = gzip(labelsHeader, IMAGES, i -> i % 10);
        new DatasetCache(directory.resolve(Settings.DATASET_CACHE))
                .write(Map.of(
                        MnistFile.TRAINING_IMAGES, images,
                        MnistFile.TRAINING_LABELS, labels,
                        MnistFile.TEST_IMAGES, images,
                        MnistFile.TEST_LABELS, labels));
    }

    private static byte[] gzip(byte[] header, int count, IntUnaryOperator content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header);
            for (int i = 0; i < count; i++) {
                gzip.write(content.applyAsInt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

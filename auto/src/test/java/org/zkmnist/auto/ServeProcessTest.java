package org.zkmnist.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zkmnist.Settings;
import org.zkmnist.storage.Sha256;

/** {@code serve} as a process: from the first second to its exit code. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
@Timeout(240)
class ServeProcessTest {
    private static final int LARGE = 48 * 1024 * 1024;

    @TempDir
    private Path directory;

    private Path data;
    private Path output;

    @BeforeEach
    void makeDataset() throws IOException {
        data = directory.resolve("data");
        output = directory.resolve("output");
        SmallDataset.write(data);
    }

    /** Options that are not among the given ones are the usual ones of these tests. */
    private ModellerProcess serve(Object... options) throws IOException {
        List<Object> all = new ArrayList<>(List.of(options));
        addUnlessGiven(all, "--port", 0);
        addUnlessGiven(all, "--good-epochs", 2);
        all.addAll(List.of("--data", data, "--output", output));
        return ModellerProcess.start(all.toArray());
    }

    private static void addUnlessGiven(List<Object> options, String name, Object value) {
        if (!options.contains(name)) {
            options.addAll(List.of(name, value));
        }
    }

    /** What {@code curl -sf} does: 0 if there is no answer. */
    private static int statusOf(int port, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + path).toURL().openConnection();
        // Java would ask for text/html first, as a browser does.
        connection.setRequestProperty("Accept", "*/*");
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        } finally {
            connection.disconnect();
        }
    }

    private static void awaitStatus(int port, String path, int status) throws IOException, InterruptedException {
        while (statusOf(port, path) != status) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Test
    void aScriptThatWaitsForTheRootThenGetsTheFiles() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // Nobody listens yet: the script begins before the modeller does.
        assertThat(statusOf(port, "/")).isZero();
        try (ModellerProcess process = serve("--port", port)) {
            awaitStatus(port, "/", 200);
            byte[] network;
            try (InputStream in = URI.create("http://localhost:" + port + "/network_good.onnx")
                    .toURL()
                    .openStream()) {
                network = in.readAllBytes();
            }
            assertThat(Sha256.hex(network)).isEqualTo(Sha256.hex(output.resolve("network_good.onnx")));
            process.signal("TERM");
            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void theChosenPortIsPrintedOnceAndAnEarlierSetWaitsForThisRun() throws Exception {
        try (ModellerProcess process = serve()) {
            assertThat(process.firstOutputLine()).matches("serving on http://localhost:[1-9]\\d*/");
            awaitStatus(process.port(), "/readyz", 200);
            process.signal("INT");
            assertThat(process.exitCode()).isEqualTo(130);
            assertThat(process.outputLines()).isEmpty();
            assertThat(process.lines())
                    .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z .+"))
                    .last()
                    .asString()
                    .endsWith(" stopping");
        }
        // The set of the run before does not show until this run has come to one.
        Files.delete(data.resolve(Settings.DATASET_CACHE));
        try (ModellerProcess process = serve("--mirror", "http://127.0.0.1:1/")) {
            awaitStatus(process.port(), "/api/status", 200);
            process.waitFor("failed: ");
            assertThat(statusOf(process.port(), "/network_good.onnx")).isEqualTo(503);
            process.signal("TERM");
            assertThat(process.exitCode()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalStopsTheTrainingAndTheServer(String signal, int exitCode) throws Exception {
        try (ModellerProcess process = serve("--good-epochs", 100_000)) {
            process.waitFor("good network: epoch 2 of 100000");
            process.signal(signal);
            assertThat(process.exitCode()).isEqualTo(exitCode);
            assertThat(process.lines()).last().asString().endsWith(" stopping");
        }
        assertThat(output).doesNotExist();
    }

    @Test
    void aDownloadInFlightIsFinished() throws Exception {
        try (ModellerProcess process = serve();
                Socket client = beginLargeDownload(process)) {
            process.signal("TERM");
            process.waitFor("stopping");
            // The header is read already.
            assertThat(client.getInputStream().readAllBytes()).hasSize(LARGE);
            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void aDownloadThatNobodyReadsIsCutOff() throws Exception {
        try (ModellerProcess process = serve();
                Socket client = beginLargeDownload(process)) {
            process.signal("TERM");
            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(client.isClosed()).isFalse();
            assertThat(process.lines())
                    .anyMatch(line -> line.endsWith("answers that are still under way are cut off: 1"));
        }
    }

    /** Reads the header of an answer that is far larger than all buffers on its way. */
    private Socket beginLargeDownload(ModellerProcess process) throws IOException, InterruptedException {
        int port = process.port();
        awaitStatus(port, "/readyz", 200);
        Files.write(data.resolve(Settings.MODEL_CACHE), new byte[LARGE]);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.getOutputStream()
                .write(("GET /" + Settings.MODEL_CACHE + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            header.append((char) client.getInputStream().read());
        }
        assertThat(header).startsWith("HTTP/1.1 200 ").contains("Content-Length: " + LARGE);
        return client;
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ModellerProcess process = serve("--port", taken.getLocalPort())) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.lines())
                    .containsExactly("modeller: port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use: stop the program that uses it, or choose another with --port");
        }
    }

    @Test
    void anAddressThatIsNotThisMachinesIsOneLine() throws Exception {
        try (ModellerProcess process = serve("--host", "192.0.2.1")) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.lines())
                    .singleElement()
                    .asString()
                    .startsWith("modeller: cannot listen on 192.0.2.1: it is no address of this machine");
        }
    }

    @Test
    void logLinesCanBeJson() throws Exception {
        try (ModellerProcess process = serve("--log-format", "json", "--json")) {
            assertThat(process.firstOutputLine())
                    .matches("\\{\"command\":\"serve\",\"port\":\\d+,\"url\":\"http://localhost:\\d+/\"}");
            process.waitFor("export: all artifacts are in");
            process.signal("TERM");
            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(process.lines())
                    .allMatch(line -> line.matches("\\{\"time\":\"[^\"]+Z\",\"kind\":\"event\",\"message\":\".+\"}"));
        }
    }
}

package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets at the notebook, and at what: it runs whatever code it is given. */
class SecurityIT {
    /** HTTP clients set the Host by themselves. */
    private static String statusLine(JupyterServer server, String path, String host) throws IOException {
        try (Socket socket = new Socket(server.address.getHost(), server.address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("nothing");
        }
    }

    @Test
    void withoutATokenOnlyThisMachinesNamesAreServed() throws Exception {
        try (JupyterServer server = JupyterServer.start(Map.of())) {
            assertThat(server.address.getHost()).isEqualTo("127.0.0.1");
            String port = ":" + server.address.getPort();
            assertThat(statusLine(server, "/api/contents", "127.0.0.1" + port)).contains(" 200 ");
            assertThat(statusLine(server, "/api/contents", "localhost" + port)).contains(" 200 ");
            assertThat(statusLine(server, "/api/contents", "attacker.example")).contains(" 403 ");
            assertThat(statusLine(server, "/lab", "attacker.example" + port)).contains(" 403 ");
            assertThat(statusLine(server, "/api/contents", "192.0.2.1")).contains(" 403 ");

            assertThat(server.get("/api/terminals").statusCode()).isEqualTo(404);
            List<String> kernels = new ArrayList<>();
            new ObjectMapper()
                    .readTree(server.get("/api/kernelspecs").body())
                    .path("kernelspecs")
                    .fieldNames()
                    .forEachRemaining(kernels::add);
            assertThat(kernels).containsExactly("java");
            assertThat(server.post("/api/kernels", "{\"name\": \"java\"}").statusCode())
                    .as("a page elsewhere cannot send Jupyter's own cookie")
                    .isEqualTo(403);
            assertThat(server.get("/api/contents", "Origin", "http://attacker.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void withATokenNothingIsServedToThoseWhoLackIt() throws Exception {
        String token = "correct-horse";
        try (JupyterServer server = JupyterServer.start(Map.of("JUPYTER_TOKEN", token))) {
            assertThat(server.get("/api/contents").statusCode()).isEqualTo(403);
            assertThat(server.get("/api/contents", "Authorization", "token wrong")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.get("/api/contents", "Authorization", "token " + token)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post("/api/kernels", "{\"name\": \"python3\"}", "Authorization", "token " + token)
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
            assertThat(server.kernels()).isEmpty();
            assertThat(statusLine(server, "/api/contents?token=" + token, "lectures.example"))
                    .contains(" 200 ");
        }
    }

    @Test
    void noKernelOutlivesItsJupyter() throws Exception {
        String token = "correct-horse";
        for (boolean cleanly : new boolean[] {true, false}) {
            try (JupyterServer server = JupyterServer.start(Map.of("JUPYTER_TOKEN", token))) {
                assertThat(server.post("/api/kernels", "{\"name\": \"java\"}", "Authorization", "token " + token)
                                .statusCode())
                        .isEqualTo(201);
                server.await("a kernel", () -> !server.kernels().isEmpty());
                ProcessHandle kernel = server.kernels().get(0);
                if (cleanly) {
                    server.terminate();
                } else {
                    server.kill();
                }
                server.await("the kernel to end", () -> !kernel.isAlive());
            }
        }
    }
}

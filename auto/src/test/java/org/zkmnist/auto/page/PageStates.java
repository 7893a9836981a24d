package org.zkmnist.auto.page;

/** States of the job, as {@code GET /api/status} gives them, with what the document shows of them. */
final class PageStates {
    static final String TRAINING = state(
            "working", "good network: epoch 7 of 25, 41 % of the work, 18 s left", "active", 0.4142, "null", "[]");

    static final String READY = state("ready", "ready", "done", 1.0, "null", """
            [{"name":"network_good.onnx","size":180404,"sha256":"%s"},{"name":"models-pkl.tar.gz","size":330000,"sha256":null}]""".formatted("ab".repeat(32)));

    static final String FAILED = state("failed", "failed", "failed", 0.9, """
            {"message":"cannot write <script>alert(1)</script> & more","advice":"free \\"some\\" space"}""", "[]");

    private PageStates() {}

    private static String state(
            String state, String line, String stateOfGood, double fraction, String failure, String files) {
        return """
                {"version":1,"product":{"name":"zkml-mnist-modeller","version":"1.0.0"},"state":"%s","line":"%s",
                "stages":[{"name":"dataset","label":"dataset","state":"done"},{"name":"good","label":"good network","state":"%s"}],
                "progress":{"fraction":%s,"secondsLeft":null,"imagesPerSecond":null},
                "recipe":{"seed":4242},"command":"./modeller train --seed 4242","failure":%s,"files":%s,
                "log":[{"id":1,"time":"2026-01-01T00:00:00Z","line":"dataset: read from a cache"}]}""".formatted(state, line, stateOfGood, fraction, failure, files);
    }
}

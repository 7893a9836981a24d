package org.zkmnist.export;

import org.zkmnist.model.ModelKind;

/** The four files that EZKL takes. The same dataset and recipes give the same bytes. */
public enum Artifact {
    NETWORK_GOOD("network_good.onnx"),
    NETWORK_BAD("network_bad.onnx"),
    INPUT("input.json"),
    CALIBRATION("cal_data.json");

    private final String fileName;

    Artifact(String fileName) {
        this.fileName = fileName;
    }

    /** Name within the output directory. */
    public String fileName() {
        return fileName;
    }

    /** The file that holds the network of that kind. */
    public static Artifact network(ModelKind kind) {
        return kind == ModelKind.GOOD ? NETWORK_GOOD : NETWORK_BAD;
    }
}

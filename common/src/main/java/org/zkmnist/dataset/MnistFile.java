package org.zkmnist.dataset;

/** The four files that MNIST is published as. */
public enum MnistFile {
    TRAINING_IMAGES("train-images-idx3-ubyte"),
    TRAINING_LABELS("train-labels-idx1-ubyte"),
    TEST_IMAGES("t10k-images-idx3-ubyte"),
    TEST_LABELS("t10k-labels-idx1-ubyte");

    private final String idxName;

    MnistFile(String idxName) {
        this.idxName = idxName;
    }

    /** Name of the uncompressed file. */
    public String idxName() {
        return idxName;
    }

    /** Name of the compressed file, as the mirrors serve it. */
    public String gzipName() {
        return idxName + ".gz";
    }

    boolean isImages() {
        return this == TRAINING_IMAGES || this == TEST_IMAGES;
    }

    boolean isTraining() {
        return this == TRAINING_IMAGES || this == TRAINING_LABELS;
    }
}

package org.zkmnist.model;

/** Where a model's parameters came from. */
public enum Origin {
    /** Trained in this run. */
    TRAINED("trained"),
    /** Read from a model cache that this product wrote; its recipe is known. */
    CACHE("cache"),
    /** Read from a PyTorch pickle of the original modeller; how it was trained is not recorded. */
    UPSTREAM_PICKLE("upstream pickle"),
    /** Read from a DL4J model that another program saved; how it was trained is not recorded. */
    DL4J_MODEL("DL4J model");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The words used in the manifest and in messages. */
    public String label() {
        return label;
    }
}

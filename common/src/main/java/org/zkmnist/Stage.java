package org.zkmnist;

/** The steps of the modeller's work, in order. */
public enum Stage {
    DATASET("dataset"),
    GOOD("good network"),
    BAD("bad network"),
    EXPORT("export");

    private final String label;

    Stage(String label) {
        this.label = label;
    }

    /** A word or two to show. */
    public String label() {
        return label;
    }
}

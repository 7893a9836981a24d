package org.zkmnist.auto.digit;

/** What a picture's border shows: it decides what counts as ink. */
enum Background {
    /** Ink is what is darker. */
    LIGHT("light"),
    /** Ink is what is lighter. */
    DARK("dark"),
    /** Ink is what is opaque, the more so the more it stands out from white or black, whichever it differs from more. */
    TRANSPARENT("transparent");

    private final String label;

    Background(String label) {
        this.label = label;
    }

    /** Name in JSON and in messages. */
    String label() {
        return label;
    }
}

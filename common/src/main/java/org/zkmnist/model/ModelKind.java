package org.zkmnist.model;

import java.util.Locale;

/** Which of the two networks of the demonstration: the well trained one or the barely trained one. */
public enum ModelKind {
    GOOD,
    BAD;

    /** Lower-case name as it stands in file names: {@code good} or {@code bad}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.zkmnist.auto.status;

import java.util.Locale;

/** How it is with the job as a whole. */
public enum JobState {
    WORKING,
    READY,
    FAILED;

    /** Name in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

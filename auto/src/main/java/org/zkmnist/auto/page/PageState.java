package org.zkmnist.auto.page;

/** Where the page gets the state of the job that it shows before, or without, any script. */
@FunctionalInterface
public interface PageState {
    /** The JSON that {@code GET /api/status} answers with, as it is now, in UTF-8. */
    byte[] status();
}

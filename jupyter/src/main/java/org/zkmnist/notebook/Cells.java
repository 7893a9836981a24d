package org.zkmnist.notebook;

import java.util.Arrays;

/** What the start script brings into every cell. */
public final class Cells {
    private Cells() {}

    /** Shows pictures one below the other. */
    public static void show(Picture... pictures) {
        Arrays.stream(pictures).forEach(Screen.KERNEL::show);
    }

    public static void show(Table table) {
        Screen.KERNEL.show(table.picture());
    }

    /**
     * A number for a cell: the one that stands there, unless the environment has another, as {@code ./modeller} takes it.
     *
     * @param variable for instance {@code MODELLER_GOOD_EPOCHS}
     */
    public static int environment(String variable, int otherwise) {
        return Surroundings.ofThisProcess().count(variable, otherwise);
    }
}

package org.zkmnist.notebook;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zkmnist.model.ModelKind;

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
     * Prepares a kernel that has just started: it ends when the Jupyter that started it is gone, however that ended, and
     * has drawn something before the first cell asks for it, which takes Java a second.
     */
    public static void prepareKernel() {
        Thread firstPicture =
                new Thread(() -> new TrainingCurves(ModelKind.GOOD, 1).picture(), "notebook-first-picture");
        firstPicture.setDaemon(true);
        firstPicture.start();
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .map(Long::valueOf)
                .ifPresent(jupyter -> ProcessHandle.of(jupyter)
                        .map(ProcessHandle::onExit)
                        .orElse(CompletableFuture.completedFuture(null))
                        .thenRun(() -> Runtime.getRuntime().halt(0)));
    }

    /**
     * A number for a cell: the one that stands there, unless the environment has another, as {@code ./modeller} takes it.
     *
     * @param variable for instance {@code MODELLER_GOOD_EPOCHS}
     */
    public static int environment(String variable, int otherwise) {
        return Surroundings.ofThisProcess().count(variable, otherwise);
    }

    /** The same for numbers that may be large or negative, such as {@code MODELLER_SEED}. */
    public static long environment(String variable, long otherwise) {
        return Surroundings.ofThisProcess().number(variable, otherwise);
    }
}

package org.zkmnist.auto;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what libraries tell of themselves out of the modeller's own lines; their failures arrive as exceptions. */
final class QuietLibraries {
    // Loggers that nobody holds are forgotten together with their level.
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.nd4j"),
            Logger.getLogger("org.deeplearning4j"),
            Logger.getLogger("org.bytedeco"),
            Logger.getLogger("org.eclipse.jetty"),
            Logger.getLogger("io.javalin"));

    private QuietLibraries() {}

    static void silence() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}

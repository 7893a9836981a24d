package org.zkmnist.auto.progress;

import java.util.function.Consumer;
import org.zkmnist.ModellerListener;

/** Shows progress until it is closed. */
public interface ProgressDisplay extends ModellerListener, AutoCloseable {
    /** Bars if standard error is a terminal, plain lines otherwise. */
    static ProgressDisplay onStandardError() {
        return onStandardError(System.err::println);
    }

    /**
     * The same, for lines that are written in some other way.
     *
     * @param printer prints a line on standard error
     */
    static ProgressDisplay onStandardError(Consumer<String> printer) {
        ProgressLines lines = new ProgressLines(printer);
        return isTerminal() ? new ProgressBars(lines) : lines;
    }

    /** Whether standard error is one. The start script looks; without it, Java knows only of a terminal for input and output together. */
    static boolean isTerminal() {
        String told = System.getProperty("modeller.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null;
    }

    @Override
    void close();
}

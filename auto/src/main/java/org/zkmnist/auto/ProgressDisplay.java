package org.zkmnist.auto;

import org.zkmnist.ModellerListener;

/** Shows progress until it is closed. */
interface ProgressDisplay extends ModellerListener, AutoCloseable {
    /** Bars if standard error is a terminal, plain lines otherwise. */
    static ProgressDisplay onStandardError() {
        ProgressLines lines = new ProgressLines(System.err);
        return isTerminal() ? new ProgressBars(lines) : lines;
    }

    /** The start script looks; without it, Java knows only of a terminal for input and output together. */
    private static boolean isTerminal() {
        String told = System.getProperty("modeller.terminal");
        return told != null ? Boolean.parseBoolean(told) : System.console() != null;
    }

    @Override
    void close();
}

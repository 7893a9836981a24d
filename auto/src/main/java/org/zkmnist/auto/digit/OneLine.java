package org.zkmnist.auto.digit;

/** What a client sent, made fit to be quoted in a line of ours. */
final class OneLine {
    private static final int MOST = 200;

    private OneLine() {}

    /** The text without control characters and line breaks, and not longer than 200 characters. */
    static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").trim();
        return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
    }
}

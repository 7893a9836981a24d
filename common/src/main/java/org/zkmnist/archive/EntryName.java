package org.zkmnist.archive;

import java.util.ArrayList;
import java.util.List;

/** Names of archive entries: brought to one form, or refused when they could lead out of the archive. */
final class EntryName {
    private static final int LONGEST_SHOWN = 100;

    private EntryName() {}

    /**
     * The name without {@code .} and empty parts, so that one file has one name; empty for the archive's root.
     *
     * @throws IllegalArgumentException with what is wrong about the name
     */
    static String normalise(String name) {
        if (name.startsWith("/")) {
            throw new IllegalArgumentException("is absolute");
        }
        if (name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("has a backslash");
        }
        if (name.length() >= 2 && name.charAt(1) == ':' && Character.isLetter(name.charAt(0))) {
            throw new IllegalArgumentException("begins with a drive letter");
        }
        if (name.codePoints().anyMatch(EntryName::isUnprintable)) {
            throw new IllegalArgumentException("has control characters");
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                throw new IllegalArgumentException("has '..' in it");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    /** Whether macOS put the entry there to keep a file's attributes: it says nothing about the archive's content. */
    static boolean isAppleDouble(String normalised) {
        return normalised.startsWith("._", normalised.lastIndexOf('/') + 1);
    }

    /** The name in quotes for a one-line message. */
    static String shown(String name) {
        return "'" + printable(name) + "'";
    }

    /** The text, shortened, and without what a terminal would act on. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST_SHOWN).forEach(c -> shown.appendCodePoint(isUnprintable(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "…" : shown.toString();
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}

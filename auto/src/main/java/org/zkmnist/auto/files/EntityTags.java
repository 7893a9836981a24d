package org.zkmnist.auto.files;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of an If-Match or If-None-Match field (RFC 9110, 8.8.3 and 13.1).
 *
 * @param any whether the field is {@code *}
 * @param tags as they were sent: in quotes, perhaps after {@code W/}
 */
record EntityTags(boolean any, List<String> tags) {
    private static final String WEAK = "W/";
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

    /** A list's elements may be empty. */
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*(?:,[ \\t]*)+");

    /** @param field all lines of the field, joined by commas; what is no list of tags matches nothing */
    static EntityTags parse(String field) {
        String text = field.strip();
        if (text.equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(text);
        Matcher tag = TAG.matcher(text);
        int position = separator.lookingAt() ? separator.end() : 0;
        while (position < text.length()) {
            if (!tag.region(position, text.length()).lookingAt()) {
                return new EntityTags(false, List.of());
            }
            tags.add(tag.group());
            position = tag.end();
            if (position < text.length()) {
                if (!separator.region(position, text.length()).lookingAt()) {
                    return new EntityTags(false, List.of());
                }
                position = separator.end();
            }
        }
        return new EntityTags(false, tags);
    }

    /** Whether a strong tag is among them, by strong comparison: weak ones do not count. */
    boolean matchStrongly(String strongTag) {
        return any || tags.contains(strongTag);
    }

    /** Whether a strong tag is among them, by weak comparison. */
    boolean matchWeakly(String strongTag) {
        return any || tags.contains(strongTag) || tags.contains(WEAK + strongTag);
    }
}

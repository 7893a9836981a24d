package org.zkmnist.auto.files;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Range field of a request (RFC 9110, 14.1 and 14.2). */
final class RangeField {
    /** A request for more than this many parts gets the whole: nobody but an attacker has use for them. */
    static final int MOST_RANGES = 64;

    private static final Pattern FIELD = Pattern.compile("bytes=(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPECIFICATION = Pattern.compile("(\\d*)-(\\d*)");
    private static final BigInteger FARTHEST = BigInteger.valueOf(Long.MAX_VALUE);

    private RangeField() {}

    /**
     * Finds the parts that a request asks for, in the order of the request; parts that overlap or touch become one.
     *
     * @param field the field's value
     * @param length of the representation in bytes
     * @return empty if the field is to be ignored, because it is malformed, has another unit than bytes, asks for too many
     *     parts, or for the end of a representation that is empty; an empty list if no part can be satisfied
     */
    static Optional<List<ByteRange>> parse(String field, long length) {
        Matcher matcher = FIELD.matcher(field.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int specifications = 0;
        List<ByteRange> ranges = new ArrayList<>();
        for (String element : matcher.group(1).split(",")) {
            // Elements of a list may be empty.
            String text = element.strip();
            if (!text.isEmpty()) {
                Matcher specification = SPECIFICATION.matcher(text);
                if (++specifications > MOST_RANGES
                        || !specification.matches()
                        || !add(specification.group(1), specification.group(2), length, ranges)) {
                    return Optional.empty();
                }
            }
        }
        return specifications == 0 ? Optional.empty() : Optional.of(ranges);
    }

    /** Returns false if the whole field is to be ignored. */
    private static boolean add(String first, String last, long length, List<ByteRange> ranges) {
        if (first.isEmpty()) {
            return !last.isEmpty() && addSuffix(number(last), length, ranges);
        }
        if (!last.isEmpty() && new BigInteger(last).compareTo(new BigInteger(first)) < 0) {
            return false;
        }
        long start = number(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (start < length) {
            addMerged(new ByteRange(start, Math.min(end, length - 1)), ranges);
        }
        return true;
    }

    private static boolean addSuffix(long count, long length, List<ByteRange> ranges) {
        if (count == 0) {
            return true;
        }
        if (length == 0) {
            // Satisfiable, says RFC 9110, but Content-Range has no way to say so.
            return false;
        }
        addMerged(new ByteRange(Math.max(0, length - count), length - 1), ranges);
        return true;
    }

    /** Positions beyond any file stand for each other, so that numbers of any size can be read. */
    private static long number(String digits) {
        return new BigInteger(digits).min(FARTHEST).longValueExact();
    }

    private static void addMerged(ByteRange added, List<ByteRange> ranges) {
        ByteRange merged = added;
        int position = ranges.size();
        Optional<ByteRange> touching = touching(merged, ranges);
        while (touching.isPresent()) {
            position = ranges.indexOf(touching.get());
            ranges.remove(position);
            merged = merged.union(touching.get());
            // The larger range may touch one that the smaller did not.
            touching = touching(merged, ranges);
        }
        ranges.add(position, merged);
    }

    private static Optional<ByteRange> touching(ByteRange range, List<ByteRange> ranges) {
        return ranges.stream().filter(range::touches).findFirst();
    }
}

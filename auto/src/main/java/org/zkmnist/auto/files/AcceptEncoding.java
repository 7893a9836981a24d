package org.zkmnist.auto.files;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which codings a client takes (RFC 9110, 12.5.3).
 *
 * @param gzip weight of gzip, 0 to 1; 0 if it is not wanted
 * @param identity weight of no coding, 0 to 1; 0 if it is refused
 */
record AcceptEncoding(double gzip, double identity) {
    private static final Pattern ELEMENT = Pattern.compile(
            "([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \\t]*;[ \\t]*[qQ]=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?");

    /** Weight of no coding where nothing is said about it: acceptable, but any coding that is named comes first. */
    private static final double UNNAMED = 1e-4;

    /** @param field all lines of the field, joined by commas; null if there is none. What is no coding is passed over */
    static AcceptEncoding parse(String field) {
        if (field == null) {
            return new AcceptEncoding(0, 1);
        }
        Map<String, Double> weights = new HashMap<>();
        for (String element : field.split(",")) {
            Matcher matcher = ELEMENT.matcher(element.strip());
            if (matcher.matches()) {
                String coding = matcher.group(1).toLowerCase(Locale.ROOT);
                String weight = matcher.group(2);
                weights.merge(
                        coding.equals("x-gzip") ? Representation.GZIP : coding,
                        weight == null ? 1 : Double.parseDouble(weight),
                        Math::max);
            }
        }
        Double others = weights.get("*");
        return new AcceptEncoding(
                weights.getOrDefault(Representation.GZIP, others == null ? 0 : others),
                weights.getOrDefault("identity", others == null ? UNNAMED : others));
    }

    /** Whether gzip, where there is such a form, comes before no coding. */
    boolean prefersGzip() {
        return gzip > 0 && gzip >= identity;
    }

    boolean takesIdentity() {
        return identity > 0;
    }
}

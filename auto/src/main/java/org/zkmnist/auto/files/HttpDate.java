package org.zkmnist.auto.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** The three forms of a date that RFC 9110, 5.6.7, has; anything else is no date. */
final class HttpDate {
    private static final DateTimeFormatter FIXED = strict("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = strict("EEE MMM ppd HH:mm:ss uuuu");

    /** Two-digit years start this long ago: a date that seems to lie more than 50 years ahead is meant to lie in the past. */
    private static final int YEARS_BACK = 49;

    private HttpDate() {}

    static String format(Instant time) {
        return FIXED.format(time.atOffset(ZoneOffset.UTC));
    }

    /** @param now tells which century a two-digit year belongs to */
    static Optional<Instant> parse(String text, Instant now) {
        return parse(text, FIXED).or(() -> parse(text, rfc850(now))).or(() -> parse(text, ASCTIME));
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter rfc850(Instant now) {
        LocalDate earliest = now.atOffset(ZoneOffset.UTC).toLocalDate().minusYears(YEARS_BACK);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}

package org.zkmnist.auto.files;

import java.time.Instant;
import java.util.Optional;

/** The conditions of a GET or HEAD request, in the order of RFC 9110, 13.2.2. */
final class Preconditions {
    private final RequestFields fields;
    private final Representation representation;
    private final Instant now;

    enum Outcome {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    Preconditions(RequestFields fields, Representation representation, Instant now) {
        this.fields = fields;
        this.representation = representation;
        this.now = now;
    }

    Outcome evaluate() {
        return isExpected() ? unlessKnown() : Outcome.FAILED;
    }

    private boolean isExpected() {
        if (fields.has("If-Match")) {
            return EntityTags.parse(fields.value("If-Match")).matchStrongly(representation.entityTag());
        }
        return date("If-Unmodified-Since").map(date -> !isNewerThan(date)).orElse(true);
    }

    private Outcome unlessKnown() {
        boolean known;
        if (fields.has("If-None-Match")) {
            known = EntityTags.parse(fields.value("If-None-Match")).matchWeakly(representation.entityTag());
        } else {
            known = date("If-Modified-Since").map(date -> !isNewerThan(date)).orElse(false);
        }
        return known ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
    }

    /** Whether the Range field counts: if there is no If-Range field, or it names what is there (RFC 9110, 13.1.5). */
    boolean allowRange() {
        if (!fields.has("If-Range")) {
            return true;
        }
        if (fields.value("If-Range").equals(representation.entityTag())) {
            return true;
        }
        return representation.dateIsStrong()
                && date("If-Range").filter(representation.modified()::equals).isPresent();
    }

    /** With the same date, the content may still be another, if there have been two in that second. */
    private boolean isNewerThan(Instant date) {
        Instant modified = representation.modified();
        return modified.isAfter(date) || modified.equals(date) && !representation.dateIsUnique();
    }

    private Optional<Instant> date(String name) {
        return fields.has(name) ? HttpDate.parse(fields.value(name), now) : Optional.empty();
    }
}

package org.zkmnist.auto.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Wed Nov 16 08:49:37 1994', 1994-11-16T08:49:37Z",
        "'Sunday, 01-Jan-34 00:00:00 GMT', 2034-01-01T00:00:00Z",
        "'Sunday, 01-Jan-78 00:00:00 GMT', 1978-01-01T00:00:00Z"
    })
    void allThreeFormsAreRead(String text, Instant time) {
        assertThat(HttpDate.parse(text, NOW)).contains(time);
    }

    @Test
    void theFirstFormIsWritten() {
        assertThat(HttpDate.format(Instant.parse("2026-09-06T08:09:07.9Z"))).isEqualTo("Sun, 06 Sep 2026 08:09:07 GMT");
    }
}

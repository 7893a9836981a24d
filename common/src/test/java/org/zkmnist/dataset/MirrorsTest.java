package org.zkmnist.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://host/mnist", "https://host/mnist/"})
    void aMirrorIsADirectory(String text) {
        assertThat(Mirrors.parse(text)).isEqualTo(URI.create("https://host/mnist/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "ftp://host/", "file:///data", "http:///mnist", "http://host/?a=b", "http://ho st/"})
    void whatIsNoWebAddressIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> Mirrors.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mirror '" + text + "' is no address of the form https://host/directory/");
    }

    @Test
    void thePublicMirrorsAreAskedByDefault() {
        assertThat(MirrorDownload.DEFAULT_MIRRORS)
                .allSatisfy(
                        mirror -> assertThat(Mirrors.parse(mirror.toString())).isEqualTo(mirror));
    }
}

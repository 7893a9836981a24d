package org.zkmnist.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonFloatTest {
    @Test
    void trickyNumbersAreWrittenAsPythonDoes() throws IOException {
        List<String> lines = lines("python_floats.txt");

        assertThat(lines).hasSizeGreaterThan(500).allSatisfy(line -> {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
            assertThat(PythonFloat.repr(value)).isEqualTo(line.substring(17));
        });
    }

    @Test
    void allGreyValuesAreWrittenAsPythonDoes() throws IOException {
        List<String> expected = lines("python_pixels.txt");

        assertThat(expected).hasSize(256);
        for (int grey = 0; grey < 256; grey++) {
            assertThat(PythonFloat.repr(grey / 255f)).isEqualTo(expected.get(grey));
        }
    }

    @Property(tries = 5000)
    void whatIsWrittenReadsBackAsTheSameDouble(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(PythonFloat.repr(value))).isEqualTo(value);
        }
    }

    @Property(tries = 5000)
    void nothingIsLongerThanJavasOwnForm(@ForAll double value) {
        String digits = PythonFloat.repr(value).replaceAll("e.*", "").replaceAll("\\D", "");
        String javas = Double.toString(value).replaceAll("E.*", "").replaceAll("\\D", "");

        assertThat(significant(digits).length())
                .isLessThanOrEqualTo(significant(javas).length());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatJsonDoesNotHaveIsRefused(double value) {
        assertThatThrownBy(() -> PythonFloat.repr(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a finite number, found " + value);
    }

    private static String significant(String digits) {
        return digits.replaceAll("^0+|0+$", "");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = PythonFloatTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}

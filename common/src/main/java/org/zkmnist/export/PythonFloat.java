package org.zkmnist.export;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;

/** Writes numbers as Python does, so that JSON files are the same bytes as those of {@code json.dump}. */
final class PythonFloat {
    /** Python writes 0.0001 and 1234567890123456.0 in full, numbers beyond with an exponent. */
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private static final int LARGEST_PLAIN_EXPONENT = 15;

    private PythonFloat() {}

    /**
     * The shortest decimal number that reads back as the same double, in the notation of Python's {@code repr}: for
     * instance {@code 0.0117647061124444}, {@code 1.0}, {@code -0.0}, {@code 1e-05}, {@code 1e+16}.
     *
     * @throws IllegalArgumentException for NaN and infinity, which JSON does not have
     */
    static String repr(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("expected a finite number, found " + value);
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        boolean plain = exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT;
        return sign + (plain ? plain(shortest) : scientific(digits, exponent));
    }

    /** The shortest decimal that reads back as {@code value}, without zeros at its end. */
    private static BigDecimal shortest(double value) {
        // Double.toString is not always the shortest before Java 19, so the number comes from Jackson on every Java.
        BigDecimal decimal = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        // Java's notation has at least two digits: 4.9E-324, where Python says 5e-324.
        if (decimal.precision() == 2) {
            BigDecimal single = decimal.round(new MathContext(1)).stripTrailingZeros();
            if (single.doubleValue() == value) {
                return single;
            }
        }
        return decimal;
    }

    private static String plain(BigDecimal decimal) {
        return decimal.scale() > 0
                ? decimal.toPlainString()
                : decimal.setScale(1).toPlainString();
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String exponentSign = exponent < 0 ? "-" : "+";
        String exponentDigits = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + exponentSign + exponentDigits;
    }
}

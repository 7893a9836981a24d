package org.zkmnist.auto.digit;

import java.util.Optional;

/** Makes of a PNG picture the digit that the networks are given. */
final class DrawnDigit {
    private DrawnDigit() {}

    /** @throws Refusal if it is no intact PNG image, too large, or shows nothing */
    static Digit read(byte[] png) throws Refusal {
        PngFile file = PngFile.check(png);
        InkPicture ink = InkPicture.of(PngDecoder.decode(file));
        Digit.Drawing drawing = new Digit.Drawing(file.width(), file.height(), ink.background());
        return new Digit(Centring.centre(ink), Optional.of(drawing));
    }
}

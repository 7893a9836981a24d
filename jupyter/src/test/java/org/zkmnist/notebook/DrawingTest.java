package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.zkmnist.dataset.LabelledImages;

class DrawingTest {
    private static int pixel(LabelledImages images, int x, int y) {
        return images.pixels()[y * LabelledImages.SIDE + x] & 0xFF;
    }

    @Test
    void theCentreOfMassComesToTheMiddle() {
        LabelledImages drawn = Drawing.of(1, "##\n##\n");
        assertThat(drawn.count()).isEqualTo(1);
        assertThat(drawn.label(0)).isEqualTo(1);
        for (int y = 13; y <= 14; y++) {
            for (int x = 13; x <= 14; x++) {
                assertThat(pixel(drawn, x, y)).isEqualTo(255);
            }
        }
        assertThat(pixel(drawn, 12, 13)).isZero();
    }

    @Test
    void charactersAreBackgroundHalfInkAndInk() {
        LabelledImages drawn = Drawing.of(0, "+. x");
        assertThat(drawn.pixels()).contains((byte) 128, (byte) 255);
        int ink = 0;
        for (byte pixel : drawn.pixels()) {
            ink += pixel & 0xFF;
        }
        assertThat(ink).isEqualTo(128 + 255);
    }

    @Test
    void whatCannotBeADigitIsOneSentence() {
        assertThatThrownBy(() -> Drawing.of(10, "#")).hasMessage("The digit is 10, expected 0 to 9.");
        assertThatThrownBy(() -> Drawing.of(1, " .\n")).hasMessageStartingWith("The drawing is empty");
        assertThatThrownBy(() -> Drawing.of(1, "#".repeat(29)))
                .isInstanceOf(NotebookException.class)
                .hasMessage("The drawing has 1 lines of up to 29 characters, expected at most 28 lines of 28.");
    }
}

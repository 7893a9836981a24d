package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/** Drawing on the page with the pointers that people have. */
@ExtendWith(InBrowser.class)
@Timeout(180)
class DrawnDigitPageTest {
    private static final Duration STEP = Duration.ofMillis(20);

    private final Browser browser;
    private final TrainedModeller modeller;

    DrawnDigitPageTest(Browser browser, TrainedModeller modeller) {
        this.browser = browser;
        this.modeller = modeller;
    }

    @BeforeEach
    void open() {
        browser.open(modeller.url());
        Awaited.that("the button", () -> browser.find("#next-image").isEnabled());
        browser.script("document.querySelector('#draw').scrollIntoView({behavior: 'instant'})");
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(browser.messages()).isEmpty();
    }

    /** Draws lines through places that are given as hundredths of the board, from its middle. */
    private void draw(Kind kind, int[]... places) {
        WebElement board = browser.find("#board");
        int side = board.getSize().getWidth();
        PointerInput pointer = new PointerInput(kind, kind.name());
        Sequence actions = new Sequence(pointer, 0);
        for (int i = 0; i < places.length; i++) {
            actions.addAction(pointer.createPointerMove(
                    STEP, Origin.fromElement(board), places[i][0] * side / 100, places[i][1] * side / 100));
            if (i == 0) {
                actions.addAction(pointer.createPointerDown(MouseButton.LEFT.asArg()));
            }
        }
        actions.addAction(pointer.createPointerUp(MouseButton.LEFT.asArg()));
        browser.driver().perform(List.of(actions));
    }

    private void drawOne(Kind kind) {
        draw(kind, new int[] {0, -35}, new int[] {0, -10}, new int[] {0, 10}, new int[] {0, 35});
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MOUSE", "TOUCH", "PEN"})
    void aLineIsReadAsAOneByTheGoodNetwork(Kind kind) {
        drawOne(kind);
        String summary = browser.awaitText("#draw-summary", text -> text.startsWith("Your drawing:"));
        assertThat(summary).contains("Good says 1").contains("bad says ");
        assertThat(browser.text("#good-answer b")).isEqualTo("1");
        assertThat(browser.all("#good-answer .bars tr")).hasSize(10);
        assertThat(browser.text("#good-answer .bars tr.best")).startsWith("1").endsWith("%");
    }

    @Test
    void aDrawingIsDownloadedAsTheNetworksSawIt() throws Exception {
        drawOne(Kind.MOUSE);
        browser.awaitText("#draw-summary", text -> text.startsWith("Your drawing:"));
        browser.find("#input-json").click();
        JsonNode pixels =
                new ObjectMapper().readTree(browser.awaitDownload("input.json")).at("/input_data/0");
        List<?> seen = (List<?>) browser.script("""
                const {data} = document.querySelector('#seen').getContext('2d').getImageData(0, 0, 28, 28);
                return [...data].filter((value, i) => i % 4 === 0).map(value => 255 - value);""");
        assertThat(seen).hasSize(pixels.size()).anyMatch(ink -> ((Number) ink).intValue() > 200);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(((Number) seen.get(i)).doubleValue() / 255)
                    .as("pixel %d", i)
                    .isCloseTo(pixels.get(i).asDouble(), org.assertj.core.data.Offset.offset(0.005));
        }
    }

    @Test
    void aStrokeIsTakenBackAndAllAreCleared() {
        assertThat(browser.find("#undo").isEnabled()).isFalse();
        drawOne(Kind.MOUSE);
        draw(Kind.MOUSE, new int[] {-25, -35}, new int[] {25, -35});
        browser.awaitText("#draw-summary", text -> text.startsWith("Your drawing:"));
        browser.find("#undo").click();
        browser.awaitText("#draw-summary", text -> text.contains("Good says 1"));
        browser.find("#undo").click();
        assertThat(browser.text("#draw-summary")).isEqualTo("Nothing is drawn yet.");
        assertThat(browser.text("#good-answer b")).isEqualTo("?");
        assertThat(browser.find("#clear").isEnabled()).isFalse();
        assertThat(browser.find("#input-json").getDomAttribute("href")).isNull();

        drawOne(Kind.MOUSE);
        browser.find("#clear").click();
        assertThat(browser.text("#draw-summary")).isEqualTo("Nothing is drawn yet.");
    }
}

package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.zkmnist.auto.SmallDataset;

/** The page for those who use a keyboard, a screen reader, a narrow screen or a dark room. */
@ExtendWith(InBrowser.class)
@Timeout(240)
class AccessiblePageTest {
    private static final int MOST_STOPS = 250;

    @TempDir
    private Path data;

    private static List<String> violations(Browser browser) {
        List<String> violations = new ArrayList<>();
        for (Rule rule : new AxeBuilder().analyze(browser.driver()).getViolations()) {
            rule.getNodes()
                    .forEach(node -> violations.add(rule.getId() + ": " + node.getHtml() + " "
                            + node.getAny().stream()
                                    .map(check -> check.getMessage())
                                    .toList()));
        }
        return violations;
    }

    private static void openTrained(Browser browser, TrainedModeller modeller, int width, String scheme) {
        browser.open(modeller.url(), width, scheme);
        browser.awaitAll("#disagreements button", 24);
        browser.awaitText("#manifest-facts", text -> !text.isEmpty());
        Awaited.that("the button", () -> browser.find("#next-image").isEnabled());
        browser.find("#next-image").click();
        browser.awaitText("#draw-summary", text -> text.startsWith("Test image 0"));
        browser.all("details").forEach(details -> browser.script("arguments[0].open = true", details));
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
    void axeFindsNothingWhenTheNetworksAreTrained(int width, String scheme, Browser browser, TrainedModeller modeller) {
        openTrained(browser, modeller, width, scheme);
        assertThat(violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"390, light", "1280, dark"})
    void axeFindsNothingAfterAFailure(int width, String scheme, Browser browser) throws Exception {
        SmallDataset.write(data);
        Files.writeString(data.resolve("auto"), "in the way");
        try (RunningModeller modeller = RunningModeller.on(data, 1)) {
            browser.open(modeller.url(), width, scheme);
            browser.awaitText("#failure-message", text -> !text.isEmpty());
            assertThat(violations(browser)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 768, 1920, 3840})
    void nothingIsWiderThanTheScreen(int width, Browser browser, TrainedModeller modeller) {
        openTrained(browser, modeller, width, "light");
        assertThat(browser.script("return innerWidth")).isEqualTo((long) width);
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
    }

    @Test
    void theKeyboardReachesEverythingThatCanBeUsed(Browser browser, TrainedModeller modeller) {
        openTrained(browser, modeller, 1280, "light");
        browser.script("const first = document.querySelector('a'); first.focus(); first.dataset.reached = 'yes'");
        List<Object> reached = new ArrayList<>();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
            reached.add(browser.script("""
                    const at = document.activeElement;
                    if (at === document.body || at.dataset.reached) {
                      return null;
                    }
                    at.dataset.reached = 'yes';
                    const {outlineStyle, outlineWidth} = getComputedStyle(at);
                    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 ? 'marked' : at.outerHTML;"""));
            if (reached.get(reached.size() - 1) == null) {
                break;
            }
        }
        assertThat(reached.stream().filter(Objects::nonNull))
                .hasSizeGreaterThan(60)
                .containsOnly("marked");
        // Of a group of radio buttons the keyboard stops at one, and the arrow keys lead to the others.
        assertThat((List<?>) browser.script("""
                        return [...document.querySelectorAll('a[href], button:not(:disabled), input:checked, summary, [tabindex]')]
                          .filter(one => one.checkVisibility() && !one.dataset.reached).map(one => one.outerHTML);""")).isEmpty();
    }

    @Test
    void aKeyboardIsEnoughToShowATestImage(Browser browser, TrainedModeller modeller) {
        browser.open(modeller.url());
        Awaited.that("the button", () -> browser.find("#next-image").isEnabled());
        browser.find("#next-image").sendKeys(Keys.ENTER);
        browser.awaitText("#draw-summary", text -> text.startsWith("Test image 0"));
        browser.driver().switchTo().activeElement().sendKeys(Keys.SPACE);
        browser.awaitText("#draw-summary", text -> text.startsWith("Test image 1"));
    }

    @Test
    void theEndOfTheWorkIsAnnounced(Browser browser, TrainedModeller modeller) {
        browser.open(modeller.url());
        Awaited.that(
                "the announcement",
                () -> Objects.equals(
                        browser.find("#announcement").getDomProperty("textContent"),
                        "Both networks are trained, and all files are ready."));
    }
}

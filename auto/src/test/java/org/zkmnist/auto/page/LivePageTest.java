package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.Settings;
import org.zkmnist.auto.SmallDataset;

/** The page while the good network is being trained, which takes long enough here to be looked at. */
@ExtendWith(InBrowser.class)
@Timeout(180)
class LivePageTest {
    private static final int MORE_EPOCHS_THAN_ARE_AWAITED = 2000;

    @TempDir
    private Path data;

    @Test
    void onePageShowsTheTrainingAsItGoesOn(Browser browser) throws Exception {
        Files.copy(TrainedModeller.REPOSITORY_DATASET, data.resolve(Settings.DATASET_CACHE));
        try (RunningModeller modeller = RunningModeller.on(data, MORE_EPOCHS_THAN_ARE_AWAITED)) {
            browser.open(modeller.url());

            assertThat(browser.text("h1")).isEqualTo("Two networks learn to read digits");
            browser.awaitText("#line", line -> line.matches("Good network: epoch \\d+ of 2000"));
            assertThat(browser.text("#stepper .working")).contains("good").contains("working");
            String first = browser.awaitText("#good-accuracy", text -> text.endsWith("%"));
            browser.awaitText("#good-accuracy", text -> !text.equals(first));
            assertThat(browser.text("#bad-accuracy")).isEqualTo("–");
            assertThat(browser.text("#bad-state")).isEqualTo("waiting for its turn");
            browser.awaitText("#speed", text -> text.matches("[\\d,]+"));
            browser.awaitText("#log", text -> text.contains("epoch 1 of 2000"));
            assertThat(valuesOf(browser, "accuracy")).isPositive();
            assertThat(valuesOf(browser, "loss")).isGreaterThan(valuesOf(browser, "accuracy"));
            assertThat(browser.find("#accuracy-chart").getDomAttribute("aria-label"))
                    .contains("the good network is at")
                    .contains("the bad network has no complete epoch");
            assertThat(Double.parseDouble(browser.find("#progress").getDomProperty("value")))
                    .isBetween(0.0, 100.0)
                    .isNotZero();

            assertThat(browser.text("#draw-note")).isEqualTo("They answer as soon as they are trained.");
            browser.find("#next-image").click();
            browser.awaitText(
                    "#draw-summary", text -> text.equals("The answers come as soon as a network is trained."));
            assertThat(browser.find("#zip-link").isDisplayed()).isFalse();

            assertThat(browser.messages()).isEmpty();
        }
    }

    @Test
    void aLostConnectionIsSaidAndComesBack(Browser browser) throws Exception {
        SmallDataset.write(data);
        int port;
        try (RunningModeller modeller = RunningModeller.on(data, 1)) {
            port = modeller.url().getPort();
            browser.open(modeller.url());
            browser.awaitText("#line", line -> line.startsWith("Ready"));
            assertThat(browser.find("#connection").isDisplayed()).isFalse();
        }
        browser.awaitText("#connection", text -> text.startsWith("The connection to the modeller is lost."));
        try (RunningModeller again = RunningModeller.on(data, 1, port)) {
            assertThat(again.url().getPort()).isEqualTo(port);
            browser.awaitText("#connection", String::isEmpty);
            assertThat(browser.text("#line")).startsWith("Ready");
        }
    }

    /** How many values a chart has drawn. */
    private static int valuesOf(Browser browser, String chart) {
        return Integer.parseInt(browser.find("#" + chart + "-chart").getDomAttribute("data-values"));
    }
}

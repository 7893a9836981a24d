package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.zkmnist.auto.SmallDataset;

/** The page of a job that fails, until somebody takes away the reason and presses the button. */
@ExtendWith(InBrowser.class)
@Timeout(180)
class FailedPageTest {
    @TempDir
    private Path data;

    @Test
    void saysWhatFailedAndTriesAgain(Browser browser) throws Exception {
        SmallDataset.write(data);
        Path inTheWay = Files.writeString(data.resolve("auto"), "a file where the folder of the artifacts should be");
        try (RunningModeller modeller = RunningModeller.on(data, 1)) {
            browser.open(modeller.url());

            browser.awaitText("#failure-message", text -> text.contains("auto"));
            assertThat(browser.text("#failure-advice")).isNotBlank();
            assertThat(browser.find("#failure").getDomAttribute("role")).isEqualTo("alert");
            assertThat(browser.text("#stepper .failed")).contains("failed");
            assertThat(browser.driver().getTitle()).startsWith("Failed");
            assertThat(browser.find("#ready-links").isDisplayed()).isFalse();

            browser.find("#retry").click();
            browser.awaitText("#retry-answer", text -> text.equals("It failed again."));
            browser.awaitText("#failure-message", text -> text.contains("auto"));

            Files.delete(inTheWay);
            browser.find("#retry").click();
            browser.awaitText("#line", line -> line.startsWith("Ready"));
            assertThat(browser.find("#failure").isDisplayed()).isFalse();
            browser.awaitAll("#file-list [data-file]", 6);
            assertThat(browser.messages()).isEmpty();
        }
    }
}

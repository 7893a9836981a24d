package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.storage.Sha256;

/** The page in a browser that runs no scripts: the state, the files, and nothing that would not work. */
@ExtendWith(InBrowser.class)
@Timeout(180)
class PageWithoutScriptsTest {
    private final Browser browser;
    private final TrainedModeller modeller;

    PageWithoutScriptsTest(Browser browser, TrainedModeller modeller) {
        this.browser = browser;
        this.modeller = modeller;
    }

    @BeforeEach
    void switchOff() {
        browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    @AfterEach
    void switchOn() {
        browser.command("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }

    /** What a screen reader would be given: all that is visible, one piece of text a line. */
    private String visible() {
        List<?> nodes = (List<?>)
                browser.command("Accessibility.getFullAXTree", Map.of()).get("nodes");
        return nodes.stream()
                .map(node -> (Map<?, ?>) node)
                .filter(node -> Boolean.FALSE.equals(node.get("ignored")))
                .map(node -> (Map<?, ?>) node.get("name"))
                .filter(name -> name != null && name.get("value") != null)
                .map(name -> name.get("value").toString())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void showsTheStateAndTheFilesAndNothingThatNeedsScripts() throws Exception {
        browser.open(modeller.url());
        String page = visible();
        assertThat(page)
                .contains("Scripts are off in this browser")
                .contains("Download all as artifacts.zip")
                .contains("./modeller train")
                .doesNotContain("Next test image")
                .doesNotContain("not known yet");
        for (String name : ArtifactSet.FILE_NAMES) {
            assertThat(page)
                    .contains(name)
                    .contains(Sha256.hex(modeller.output().resolve(name)))
                    .contains(String.format(
                            "%,d bytes", Files.size(modeller.output().resolve(name))));
        }
    }
}

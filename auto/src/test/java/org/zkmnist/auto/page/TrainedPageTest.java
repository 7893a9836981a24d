package org.zkmnist.auto.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;
import org.zkmnist.export.ArtifactSet;
import org.zkmnist.storage.Sha256;

/** The page when both networks are trained: what it says about them, and the files. */
@ExtendWith(InBrowser.class)
@Timeout(180)
class TrainedPageTest {
    private static final int IMAGE_PIXELS = 784;

    private final Browser browser;
    private final TrainedModeller modeller;

    TrainedPageTest(Browser browser, TrainedModeller modeller) {
        this.browser = browser;
        this.modeller = modeller;
    }

    @BeforeEach
    void open() {
        browser.open(modeller.url());
        browser.awaitText("#line", line -> line.equals("Ready: all files are in place."));
    }

    @AfterEach
    void nothingWentWrongAndNobodyElseWasAsked() {
        assertThat(browser.messages()).isEmpty();
        assertThat(browser.requests())
                .isNotEmpty()
                .allSatisfy(url -> assertThat(origin(url)).isEqualTo(origin(modeller.url())));
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }

    private JsonNode status() throws Exception {
        return new ObjectMapper().readTree(modeller.get("api/status").body());
    }

    @Test
    void bothAccuraciesAreThoseOfTheStatus() throws Exception {
        for (String kind : List.of("good", "bad")) {
            double accuracy = status().at("/models/" + kind + "/evaluation/rounded/accuracy")
                    .asDouble();
            assertThat(browser.text("#" + kind + "-accuracy").replace("\u202f", " "))
                    .isEqualTo(String.format("%.1f %%", 100 * accuracy));
        }
        assertThat(browser.text("#same-start")).contains("to the byte");
        assertThat(browser.all("#stepper .done")).hasSize(5);
    }

    @Test
    void theConfusionMatricesAreThoseOfTheStatusRoundedOrNot() throws Exception {
        assertConfusion("rounded");
        browser.find("#confusion-choice input[value=unrounded]").click();
        assertConfusion("unrounded");
    }

    private void assertConfusion(String pixels) throws Exception {
        for (String kind : List.of("good", "bad")) {
            JsonNode rows = status().at("/models/" + kind + "/evaluation/" + pixels + "/confusion");
            List<String> expected = IntStream.range(0, 100)
                    .mapToObj(i -> rows.get(i / 10).get(i % 10).asText())
                    .toList();
            assertThat(browser.all("#" + kind + "-confusion tbody td").stream()
                            .map(WebElement::getText)
                            .toList())
                    .isEqualTo(expected);
        }
    }

    @Test
    void theChartsShowTheGoodNetworkAndTheLevelOfTheBadOne() {
        // Two epochs of good, one of bad, and the level of bad at the two.
        Awaited.that(
                "the chart", () -> "5".equals(browser.find("#accuracy-chart").getDomAttribute("data-values")));
        assertThat(browser.all("#accuracy-chart canvas")).hasSize(1);
        assertThat(inkedShare("#accuracy-chart canvas")).isPositive();
        browser.find(".epoch-table summary").click();
        assertThat(browser.all("#epoch-rows tr")).hasSize(2);
        assertThat(browser.text("#epoch-rows tr:last-child")).startsWith("2 ").endsWith("– –");
    }

    private double inkedShare(String canvas) {
        return ((Number) browser.script("""
                        const canvas = document.querySelector(arguments[0]);
                        const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                        return data.filter((value, i) => i % 4 === 3 && value > 0).length / (data.length / 4);""", canvas)).doubleValue();
    }

    @Test
    void realImagesThatOnlyTheGoodNetworkReadsAreShown() throws Exception {
        List<WebElement> cards = browser.awaitAll("#disagreements button", 24);
        assertThat(browser.text("#disagreements-note")).matches("(?s)[\\d,]+ test images.*");
        browser.find("#more-disagreements").click();
        browser.awaitAll("#disagreements button", 48);

        cards.get(3).click();
        JsonNode image = new ObjectMapper()
                .readTree(modeller.get("api/disagreements?limit=1&offset=3").body())
                .at("/images/0");
        browser.awaitText(
                "#draw-summary",
                text -> text.startsWith("Test image " + image.get("index") + ", a " + image.get("label") + ":"));
        assertThat(browser.text("#good-answer b")).isEqualTo(image.get("label").asText());
        assertThat(browser.text("#bad-answer b")).isEqualTo(image.get("bad").asText());
    }

    @Test
    void everyFileIsListedAndDownloadsAsItIs() throws Exception {
        for (String name : ArtifactSet.FILE_NAMES) {
            WebElement entry =
                    browser.awaitAll("#file-list [data-file='" + name + "']", 1).get(0);
            byte[] file = Files.readAllBytes(modeller.output().resolve(name));
            assertThat(entry.getText())
                    .contains(Sha256.hex(file))
                    .contains("curl -O " + origin(modeller.url()) + "/" + name);
            entry.findElement(org.openqa.selenium.By.cssSelector("h3 a")).click();
            assertThat(browser.awaitDownload(name)).isEqualTo(file);
        }
    }

    @Test
    void allFilesComeAsOneArchive() throws Exception {
        browser.find("#zip-link a").click();
        assertThat(browser.awaitDownload("artifacts.zip")).startsWith('P', 'K');
    }

    @Test
    void theDigestsOfTheSwapAreThoseOfTheNetworks() throws Exception {
        for (String kind : List.of("good", "bad")) {
            String digest = Sha256.hex(modeller.output().resolve("network_" + kind + ".onnx"));
            assertThat(browser.text("#" + kind + "-digest")).isEqualTo(digest);
            assertThat(browser.find("#" + kind + "-bits svg").getDomAttribute("aria-label"))
                    .contains(digest.substring(0, 8));
        }
    }

    @Test
    void theManifestAndTheCommandSayHowThisIsRepeated() throws Exception {
        browser.awaitText("#manifest-facts", text -> text.contains("2 epochs from seed 1, batches of 256 images"));
        assertThat(browser.text("#repeat-command"))
                .isEqualTo(status().get("command").asText());
        browser.find("#manifest summary").click();
        assertThat(browser.find("#manifest-text").getDomProperty("textContent"))
                .isEqualTo(Files.readString(modeller.output().resolve("manifest.json")));
    }

    @Test
    void aCopyButtonCopies() {
        browser.command(
                "Browser.grantPermissions",
                java.util.Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        WebElement button = browser.awaitAll("[data-file='input.json'] .file-digest .copy", 1)
                .get(0);
        String digest = browser.text("[data-file='input.json'] .file-digest code")
                .replace("SHA-256", "")
                .strip();
        button.click();
        Awaited.that("the button's thanks", () -> button.getText().equals("Copied"));
        assertThat(browser.asynchronousScript("navigator.clipboard.readText().then(arguments[0])"))
                .isEqualTo(digest);
    }

    @Test
    void theNextTestImageIsShownToBothNetworks() throws Exception {
        Awaited.that("the button", () -> browser.find("#next-image").isEnabled());
        for (int index = 0; index < 2; index++) {
            browser.find("#next-image").click();
            JsonNode image = new ObjectMapper()
                    .readTree(modeller.get("api/images/test/" + index).body());
            String start = "Test image " + index + ", a " + image.get("label") + ":";
            browser.awaitText("#draw-summary", text -> text.startsWith(start));
        }
        assertThat(browser.find("#input-json").getDomAttribute("href")).isEqualTo("/api/input.json?image=test/1");
        browser.find("#input-json").click();
        JsonNode input = new ObjectMapper().readTree(browser.awaitDownload("input.json"));
        assertThat(input.at("/input_data/0")).hasSize(IMAGE_PIXELS);
    }
}

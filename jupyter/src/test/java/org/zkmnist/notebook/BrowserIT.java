package org.zkmnist.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.zkmnist.Settings;

/** What a reader sees in a browser: the notebook at once, and after Run All pictures and progress that moves. */
class BrowserIT {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getenv().getOrDefault("CHROMEDRIVER", "/usr/bin/chromedriver"));

    @TempDir
    private Path directory;

    private static ChromeDriver browser(Path profile) {
        boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        if (!there && System.getenv("CI") == null) {
            Assumptions.abort("Tests in a browser are skipped: there is no " + CHROMIUM + " or no " + DRIVER);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--window-size=1280,1000",
                "--user-data-dir=" + profile);
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @Test
    void theNotebookOpensRunsAndStops() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createSymbolicLink(
                data.resolve(Settings.DATASET_CACHE),
                RealMnist.REPOSITORY.resolve("data").resolve(Settings.DATASET_CACHE));
        Map<String, String> environment = Map.of("MODELLER_DATA", data.toString(), "MODELLER_GOOD_EPOCHS", "1000");
        try (JupyterServer server = JupyterServer.start(environment)) {
            ChromeDriver browser = browser(directory.resolve("profile"));
            try {
                Page page = new Page(browser);
                browser.get(server.address.toString());
                page.await("the notebook", ".jp-NotebookPanel .jp-MarkdownOutput h1");
                assertThat(browser.getWindowHandles()).hasSize(1);
                assertThat(browser.getCurrentUrl()).contains("/lab/tree/mnist.ipynb");
                assertThat(browser.findElements(By.cssSelector(".jp-Dialog"))).isEmpty();

                page.menu("Run", "Run All Cells");
                page.await("pictures", ".jp-NotebookPanel .jp-OutputArea img[src^='data:image/png']");
                page.awaitText("progress", "good network, epoch 1 of 1000, batch");
                String before = page.progress();
                page.wait
                        .withMessage("progress to move")
                        .until(driver -> !page.progress().equals(before));

                page.menu("Kernel", "Interrupt Kernel");
                page.awaitText("the sentence of a stop", "Evaluation interrupted.");
                page.awaitText("the sentence of the next part", "The good network is not there yet");
                page.await("an answer after the stop", ".jp-OutputArea [data-mime-type='text/html'] table");
                server.await("training to stop", () -> !page.progressMoves());
                for (ProcessHandle kernel : server.kernels()) {
                    assertThat(JupyterServer.peakMemory(kernel).orElse(0L)).isLessThan(1536);
                }
            } catch (RuntimeException | AssertionError e) {
                Files.write(Path.of("target", "browser.png"), browser.getScreenshotAs(OutputType.BYTES));
                throw e;
            } finally {
                browser.quit();
            }
        }
    }

    /** JupyterLab's page, by what a reader sees of it. */
    private static final class Page {
        private final ChromeDriver browser;
        private final WebDriverWait wait;

        Page(ChromeDriver browser) {
            this.browser = browser;
            this.wait = new WebDriverWait(browser, Duration.ofMinutes(3));
        }

        WebElement await(String what, String selector) {
            return wait.withMessage(what)
                    .until(driver -> driver.findElements(By.cssSelector(selector)).stream()
                            .findFirst()
                            .orElse(null));
        }

        void awaitText(String what, String text) {
            wait.withMessage(what).until(driver -> outputs().stream().anyMatch(output -> output.contains(text)));
        }

        /** Asked of the page in one go: elements come and go while outputs change. */
        private List<String> outputs() {
            Object texts = browser.executeScript(
                    "return Array.from(document.querySelectorAll('.jp-OutputArea-output'), e => e.textContent)");
            return ((List<?>) texts).stream().map(String::valueOf).toList();
        }

        String progress() {
            return outputs().stream()
                    .filter(output -> output.contains("good network, epoch"))
                    .findFirst()
                    .orElse("");
        }

        boolean progressMoves() {
            String before = progress();
            new Actions(browser).pause(Duration.ofSeconds(2)).perform();
            return !progress().equals(before);
        }

        void menu(String menu, String item) {
            click(".lm-MenuBar-itemLabel", menu);
            click(".lm-Menu-itemLabel", item);
        }

        private void click(String selector, String text) {
            wait.withMessage(text)
                    .until(driver -> driver.findElements(By.cssSelector(selector)).stream()
                            .filter(element -> element.getText().strip().startsWith(text))
                            .findFirst()
                            .orElse(null))
                    .click();
        }
    }
}

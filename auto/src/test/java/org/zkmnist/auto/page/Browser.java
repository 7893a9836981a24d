package org.zkmnist.auto.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window: what it shows, what it asks for, what it complains about. */
final class Browser implements AutoCloseable {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String DRIVER = "chromedriver";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Kept, or the setting would be lost with it: its warning that it does not know so new a Chromium is of no use. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;
    private final Path downloads;

    Browser() throws IOException {
        SELENIUM.setLevel(Level.SEVERE);
        downloads = Files.createTempDirectory("downloads");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program().orElseThrow());
        // Containers allow no sandbox, and little shared memory.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.setCapability("goog:loggingPrefs", logs);
        File driverFile = onPath(DRIVER).orElseThrow().toFile();
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driverFile)
                        .build(),
                options);
        command("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
    }

    /** Whether there is a browser to test with. */
    static boolean isThere() {
        return program().isPresent() && onPath(DRIVER).isPresent();
    }

    private static Optional<String> program() {
        return BROWSERS.stream()
                .flatMap(name -> onPath(name).stream())
                .map(Path::toString)
                .findFirst();
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A command of the DevTools protocol. */
    Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Forgets what was logged before, and loads the page as it looks on a screen of this width, light or dark. */
    void open(URI page, int width, String scheme) {
        driver.get("about:blank");
        messages();
        requests();
        // Smooth scrolling would move the page under the pointer.
        command(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.get(page.toString());
    }

    void open(URI page) {
        open(page, 1280, "light");
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Text that is visible. */
    String text(String selector) {
        return find(selector).getText();
    }

    Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** A script that gives its result to the function in its last argument. */
    Object asynchronousScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** Waits until the text that the first match shows is as wished, and returns it. */
    String awaitText(String selector, Predicate<String> wished) {
        String[] last = {""};
        try {
            return Awaited.value("the text of " + selector, () -> {
                last[0] = text(selector);
                return Optional.of(last[0]).filter(wished);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", which is: " + last[0], e);
        }
    }

    /** Waits for at least so many elements. */
    List<WebElement> awaitAll(String selector, int count) {
        return Awaited.value(
                count + " of " + selector, () -> Optional.of(all(selector)).filter(found -> found.size() >= count));
    }

    /** Waits until a file of this name is downloaded, takes it away and returns its content. */
    byte[] awaitDownload(String name) throws IOException {
        Path file = downloads.resolve(name);
        Awaited.that("the download of " + name, () -> Files.exists(file));
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    /** What the console has since it was last asked: errors of scripts, refused requests, breaches of the policy. */
    List<String> messages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                // Chromium breaks off what it loads when the machine gets another network, as containers make them.
                .filter(message -> !message.contains("net::ERR_NETWORK_CHANGED"))
                .toList();
    }

    /** Addresses that were asked since the last call, pictures made by the page itself aside. */
    List<URI> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .map(Browser::parse)
                .map(event -> event.path("message"))
                .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asText())
                .filter(url -> Stream.of("data:", "blob:", "about:", "chrome:").noneMatch(url::startsWith))
                .map(URI::create)
                .toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("the driver's log is no JSON", e);
        }
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        File[] left = downloads.toFile().listFiles();
        if (left != null) {
            Arrays.stream(left).forEach(File::delete);
        }
        Files.deleteIfExists(downloads);
    }
}

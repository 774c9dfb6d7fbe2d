package dev.unroll.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser that looks at pages, without a window. */
final class Browser implements AutoCloseable {

    /** How a reader likes pages. */
    enum Scheme {
        LIGHT("light"),
        DARK("dark");

        private final String value;

        Scheme(String value) {
            this.value = value;
        }
    }

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Skips the test that asks if there is no browser: asked before each test, since only those are reported. */
    static void assumeInstalled() {
        assumeTrue(isInstalled(), "no browser: install chromium and chromedriver (Debian: chromium, chromium-driver)");
    }

    static boolean isInstalled() {
        return browser().isPresent() && service().isPresent();
    }

    private static Optional<Path> browser() {
        return find("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<Path> service() {
        return find("chromedriver");
    }

    /** Starts a browser. */
    static Browser start() {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions()
                .setBinary(browser().orElseThrow().toString())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        var driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(service().orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        return new Browser(driver);
    }

    private static Optional<Path> find(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page in a window of this width. */
    void open(Path page, int width, Scheme scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme.value))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.get(page.toUri().toString());
    }

    /** Returns what the browser complained of since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> elements(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Returns how many pixels the page is wider than the window. */
    long overflow() {
        Object overflow = driver.executeScript("return document.documentElement.scrollWidth - window.innerWidth");
        return overflow instanceof Number pixels ? pixels.longValue() : Long.MAX_VALUE;
    }

    /** Returns the list that a script returns. */
    List<?> all(String script) {
        return driver.executeScript(script) instanceof List<?> list ? list : List.of("no list");
    }

    @Override
    public void close() {
        driver.quit();
    }
}

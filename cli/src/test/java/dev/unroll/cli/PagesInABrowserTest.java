package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.Browser.Scheme;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The pages as a browser shows them, of a model whose texts and labels try to break out, and of other kinds of models. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesInABrowserTest {

    private static final int WIDE = 1200;
    private static final int NARROW = 390;
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&amp;{{text}}";
    private static final String LABEL = "<script>alert(2)</script>";

    private Path folder = Path.of("");
    private Optional<Browser> started = Optional.empty();

    @BeforeAll
    void makePages(@TempDir Path folder) throws IOException {
        if (!Browser.isInstalled()) {
            return;
        }
        started = Optional.of(Browser.start());
        this.folder = folder;
        var table = new StringBuilder("text,label\n");
        for (int i = 0; i < 60; i++) {
            String quoted = HOSTILE.replace("\"", "\"\"");
            String letters = "" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
            table.append('"')
                    .append(quoted)
                    .append(letters)
                    .append("\",")
                    .append(LABEL)
                    .append('\n');
            table.append("calm ").append(letters).append(",calm\n");
        }
        Path data = Files.writeString(folder.resolve("hostile.csv"), table);
        Path model = folder.resolve("model");
        run(SmallData.train(data, model, "--quiet"));
        Files.copy(model.resolve("report.html"), folder.resolve("report.html"));
        run(
                "explain",
                model.toString(),
                HOSTILE,
                "--label",
                LABEL,
                "--out",
                page("explain").toString());
        Path pictures = folder.resolve("pictures-model");
        run(SmallPictures.train(SmallPictures.folder(folder), pictures));
        Files.copy(pictures.resolve("report.html"), page("report-of-vectors"));
        String vectors = page("explain-vectors").toString();
        run("explain", pictures.toString(), "--example", "1", "--out", vectors);
        run("train", "hello", "--quiet", "--out", folder.resolve("hello").toString());
        Files.copy(folder.resolve("hello").resolve("report.html"), page("report-of-letters"));
        run("lab", "gradients", "--length", "20", "--out", page("gradients").toString());
    }

    @BeforeEach
    void needsABrowser() {
        Browser.assumeInstalled();
    }

    @AfterAll
    void close() {
        started.ifPresent(Browser::close);
    }

    private Browser browser() {
        return started.orElseThrow();
    }

    private static void run(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }

    private Path page(String name) {
        return folder.resolve(name + ".html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explain", "explain-vectors", "report", "report-of-vectors", "report-of-letters", "gradients"})
    void theBrowserHasNothingToComplainOf(String name) {
        browser().open(page(name), WIDE, Scheme.LIGHT);
        assertEquals(List.of(), browser().complaints());
        assertEquals("rgba(255, 255, 255, 1)", browser().element("body").getCssValue("background-color"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explain", "explain-vectors", "report", "report-of-vectors", "report-of-letters", "gradients"})
    void aDarkPageHasLightText(String name) {
        browser().open(page(name), WIDE, Scheme.LIGHT);
        String light = browser().element("h1").getCssValue("color");
        String curve = browser().element("svg .positive, svg .c0").getCssValue("stroke");
        browser().open(page(name), WIDE, Scheme.DARK);
        assertEquals("rgba(20, 23, 27, 1)", browser().element("body").getCssValue("background-color"));
        assertNotEquals(light, browser().element("h1").getCssValue("color"));
        assertFalse(curve.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explain", "explain-vectors", "report", "report-of-vectors", "report-of-letters", "gradients"})
    void onATelephoneOnlyPicturesAndTablesScroll(String name) {
        for (int width : new int[] {WIDE, NARROW}) {
            browser().open(page(name), width, Scheme.LIGHT);
            assertTrue(
                    browser().overflow() <= 0,
                    name + " overflows by " + browser().overflow() + " at " + width);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"explain", "explain-vectors", "report", "report-of-vectors", "report-of-letters", "gradients"})
    void picturesAndEquationsAreThere(String name) {
        browser().open(page(name), WIDE, Scheme.LIGHT);
        List<WebElement> pictures = browser().elements("details[open] svg, body > .steps svg, .charts svg");
        assertFalse(pictures.isEmpty());
        for (WebElement picture : pictures) {
            assertTrue(picture.getSize().width > 50 && picture.getSize().height > 50, name);
            assertNotEquals("", picture.getAccessibleName());
        }
        assertTrue(browser().element("math").getSize().width > 100);
    }

    @Test
    void textsAndLabelsStayText() {
        browser().open(page("explain"), WIDE, Scheme.LIGHT);
        assertEquals(HOSTILE, browser().element("h1").getText());
        assertEquals(List.of(), browser().elements("img, script, body svg img"));
        browser().open(page("report"), WIDE, Scheme.LIGHT);
        assertTrue(browser().elements(".confusion tbody th").stream()
                .anyMatch(cell -> cell.getText().equals(LABEL)));
        assertEquals(List.of(), browser().elements("img, script"));
    }

    @Test
    void theNumbersOpen() {
        browser().open(page("explain"), WIDE, Scheme.LIGHT);
        WebElement last = browser().elements("details").getLast();
        WebElement cell = last.findElements(By.tagName("td")).getFirst();
        assertFalse(cell.isDisplayed());
        last.findElement(By.tagName("summary")).click();
        assertTrue(cell.isDisplayed());
        assertEquals("1", cell.getText());
    }
}

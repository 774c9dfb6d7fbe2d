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
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&amp;{{text}}";
    private static final String LABEL = "<script>alert(2)</script>";

    private static final String VALUE = LABEL + " of a name that is longer than any picture is wide".repeat(3);

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
        run(
                "explain",
                model.toString(),
                HOSTILE.repeat(4),
                "--out",
                page("explain-long").toString());
        Path pictures = folder.resolve("pictures-model");
        run(SmallPictures.train(SmallPictures.folder(folder), pictures));
        Files.copy(pictures.resolve("report.html"), page("report-of-vectors"));
        String vectors = page("explain-vectors").toString();
        run("explain", pictures.toString(), "--example", "1", "--out", vectors);
        makePagesOfNumbers();
        makePagesOfPairs();
        run("train", "hello", "--quiet", "--out", folder.resolve("hello").toString());
        Files.copy(folder.resolve("hello").resolve("report.html"), page("report-of-letters"));
        run("lab", "gradients", "--length", "20", "--out", page("gradients").toString());
        String lags = page("lags").toString();
        run("lab", "copy", "--lengths", "1,2,3,40,500,600", "--steps", "2", "--batch", "2", "--out", lags);
    }

    /** Makes the pages of a model of values and of one that forecasts, whose names try to break out. */
    private void makePagesOfNumbers() throws IOException {
        var sequences = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            sequences.append(String.format(
                    Locale.ROOT,
                    "{\"steps\": [[%d, 1], [%d, 0], [3, %d]], \"%s\": %d}%n",
                    i % 5,
                    i % 7,
                    i % 3,
                    VALUE,
                    1000 * (i % 5 + i % 3)));
        }
        String lines =
                Files.writeString(folder.resolve("values.jsonl"), sequences).toString();
        String values = folder.resolve("values-model").toString();
        run(
                "train",
                lines,
                "--quiet",
                "--out",
                values,
                "--set",
                "task=regress",
                "--set",
                "epochs=2",
                "--set",
                "value_columns=[\"" + VALUE + "\"]");
        Files.copy(Path.of(values).resolve("report.html"), page("report-of-values"));
        run("explain", values, "--example", "1", "--out", page("explain-values").toString());
        var table = new StringBuilder("time,\"" + HOSTILE.replace("\"", "\"\"") + "\",price\n");
        for (int i = 0; i < 400; i++) {
            LocalDateTime hour = LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(i);
            table.append(String.format(Locale.ROOT, "%s,%d,%d%n", hour, 100_000 + i % 24, i % 5));
        }
        String hours = Files.writeString(folder.resolve("hours.csv"), table).toString();
        String series = folder.resolve("series-model").toString();
        run(
                "train",
                hours,
                "--quiet",
                "--out",
                series,
                "--set",
                "past_columns=[\"price\"]",
                "--set",
                "calendar=[\"hour\"]",
                "--set",
                "loss=quantile",
                "--set",
                "epochs=1",
                "--set",
                "hidden_size=8");
        Files.copy(Path.of(series).resolve("report.html"), page("report-of-series"));
        run("explain", series, "--out", page("explain-forecast").toString());
    }

    /** Makes the pages of a model that says another sequence. */
    private void makePagesOfPairs() throws IOException {
        Path pairs = folder.resolve("pairs-model");
        run(SmallPairs.train(SmallPairs.file(folder), pairs));
        Files.copy(pairs.resolve("report.html"), page("report-of-pairs"));
        run("explain", pairs.toString(), HOSTILE, "--out", page("explain-pair").toString());
        run(
                "explain",
                pairs.toString(),
                HOSTILE.repeat(8),
                "--out",
                page("explain-pair-long").toString());
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
            strings = {
                "explain",
                "explain-vectors",
                "explain-values",
                "explain-forecast",
                "explain-pair",
                "report",
                "report-of-vectors",
                "report-of-values",
                "report-of-series",
                "report-of-letters",
                "report-of-pairs",
                "gradients",
                "lags"
            })
    void theBrowserHasNothingToComplainOf(String name) {
        browser().open(page(name), WIDE, Scheme.LIGHT);
        assertEquals(List.of(), browser().complaints());
        assertEquals("rgba(255, 255, 255, 1)", browser().element("body").getCssValue("background-color"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "explain-vectors",
                "explain-values",
                "explain-forecast",
                "explain-pair",
                "report",
                "report-of-vectors",
                "report-of-values",
                "report-of-series",
                "report-of-letters",
                "report-of-pairs",
                "gradients",
                "lags"
            })
    void aDarkPageHasLightText(String name) {
        browser().open(page(name), WIDE, Scheme.LIGHT);
        String light = browser().element("h1").getCssValue("color");
        String curve = browser().element("svg .curve, svg .positive").getCssValue("stroke");
        browser().open(page(name), WIDE, Scheme.DARK);
        assertEquals("rgba(20, 23, 27, 1)", browser().element("body").getCssValue("background-color"));
        assertNotEquals(light, browser().element("h1").getCssValue("color"));
        assertFalse(curve.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "explain-vectors",
                "explain-values",
                "explain-forecast",
                "explain-pair",
                "report",
                "report-of-vectors",
                "report-of-values",
                "report-of-series",
                "report-of-letters",
                "report-of-pairs",
                "gradients",
                "lags"
            })
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
            strings = {
                "explain",
                "explain-vectors",
                "explain-values",
                "explain-forecast",
                "report",
                "report-of-vectors",
                "report-of-values",
                "report-of-series",
                "report-of-letters",
                "report-of-pairs",
                "gradients"
            })
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

    @ParameterizedTest
    @ValueSource(strings = {"explain-pair", "explain-pair-long", "report-of-pairs"})
    void theRowsOfAHeatMapStandBesideTheirNames(String name) {
        browser().open(page(name), WIDE, Scheme.LIGHT);
        assertEquals(List.of("lined up"), browser().all("""
                const maps = [...document.querySelectorAll('.steps')];
                const off = maps.filter(map => {
                  const [names, cells] = [...map.querySelectorAll('svg')].map(each => each.getBoundingClientRect());
                  return Math.abs(names.top - cells.top) > 0.6 || Math.abs(names.height - cells.height) > 0.6
                      || cells.width < 50 || map.querySelector('.scroll svg').getAttribute('aria-label') === '';
                });
                return maps.length > 1 && off.length === 0 ? ['lined up'] : off.map(map => map.textContent);"""), name);
    }

    @Test
    void textsAndLabelsStayText() {
        browser().open(page("explain"), WIDE, Scheme.LIGHT);
        assertEquals(HOSTILE, browser().element("h1").getText());
        assertEquals(List.of(), browser().elements("img, script, body svg img"));
        browser().open(page("explain-forecast"), WIDE, Scheme.LIGHT);
        assertEquals(HOSTILE, browser().element("h1").getText());
        assertEquals(List.of(), browser().elements("img, script, body svg img"));
        browser().open(page("explain-pair"), WIDE, Scheme.LIGHT);
        assertEquals(HOSTILE, browser().element("h1").getText());
        assertEquals(List.of(), browser().elements("img, script, body svg img"));
        browser().open(page("explain-values"), WIDE, Scheme.LIGHT);
        assertEquals(VALUE, browser().element(".pair td.label").getText());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "explain-long",
                "explain-vectors",
                "explain-values",
                "explain-forecast",
                "explain-pair",
                "explain-pair-long",
                "report",
                "report-of-vectors",
                "report-of-values",
                "report-of-series",
                "report-of-letters",
                "report-of-pairs",
                "gradients",
                "lags"
            })
    void noTextOfAPictureRunsIntoAnotherOrOutOfIt(String name) {
        for (int width : new int[] {WIDE, NARROW}) {
            browser().open(page(name), width, Scheme.LIGHT);
            assertEquals(List.of(), browser().all("""
                    const met = [];
                    for (const picture of document.querySelectorAll('svg')) {
                      const frame = picture.getBoundingClientRect();
                      const texts = [...picture.querySelectorAll('text')];
                      const boxes = texts.map(text => text.getBoundingClientRect());
                      boxes.forEach((a, i) => {
                        if (a.width > 0 && (a.left < frame.left - 2 || a.right > frame.right + 2)) {
                          met.push('out of the picture: ' + texts[i].textContent);
                        }
                        for (let j = 0; j < i; j++) {
                          const b = boxes[j];
                          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                          if (across > 1 && down > 2) {
                            met.push(texts[i].textContent + ' on ' + texts[j].textContent);
                          }
                        }
                      });
                    }
                    return met;"""), name + " at " + width);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "explain-long", "explain-vectors"})
    void theColumnsOfTheUnfoldedNetworkAreThoseOfTheHeatMaps(String name) {
        for (int width : new int[] {WIDE, NARROW}) {
            browser().open(page(name), width, Scheme.LIGHT);
            assertEquals(List.of("lined up"), browser().all("""
                    const picture = document.querySelector('details[open] .unfolded .scroll svg');
                    const inputs = [...picture.querySelectorAll('circle.node')]
                        .filter(circle => circle.textContent.startsWith('x at step '))
                        .map(circle => circle.getBoundingClientRect());
                    const maps = [...picture.querySelectorAll('rect.frame')].map(map => map.getBoundingClientRect());
                    const off = [];
                    for (const map of maps) {
                      inputs.forEach((input, t) => {
                        const column = map.left + (t + 0.5) * map.width / inputs.length;
                        if (Math.abs((input.left + input.right) / 2 - column) > 0.6) {
                          off.push('step ' + (t + 1) + ' by ' + ((input.left + input.right) / 2 - column));
                        }
                      });
                    }
                    return inputs.length > 1 && maps.length > 0 && off.length === 0 ? ['lined up'] : off;"""), name);
        }
    }

    @Test
    void theScoreOfTheTrainingPartHasTheColorOfItsCurveAndNotThatOfTheModel() {
        for (Scheme scheme : Scheme.values()) {
            browser().open(page("report"), WIDE, scheme);
            String model = fill(".scores tbody tr:nth-child(1) rect");
            String training = fill(".scores tbody tr:nth-child(2) rect");
            String baseline = fill(".scores tbody tr:nth-child(3) rect");
            assertEquals(
                    "this model, on the training part",
                    browser().element(".scores tbody tr:nth-child(2) td").getText());
            assertEquals(training, browser().element(".charts path.curve").getCssValue("stroke"));
            assertEquals(3, Set.of(model, training, baseline).size());
        }
    }

    private String fill(String css) {
        return browser().element(css).getCssValue("fill");
    }

    @Test
    void whatIsWiderThanThePageShowsAnArrowAtItsEdge() {
        browser().open(page("explain"), WIDE, Scheme.LIGHT);
        assertEquals(List.of("sticky \"›\" 0px"), browser().all("""
                const wide = document.querySelector('details[open] .unfolded .scroll');
                const arrow = getComputedStyle(wide, '::before');
                return wide.scrollWidth > wide.clientWidth + 50
                    ? [arrow.position + ' ' + arrow.content + ' ' + arrow.right] : ['not wide'];"""));
        assertTrue(browser().element("details[open] .note").getText().contains("scroll to the right"));
    }

    @Test
    void onAPageOfPicturesTheirDirectionOfTimeIsExplained() {
        browser().open(page("explain-vectors"), WIDE, Scheme.LIGHT);
        assertTrue(browser().elements(".note").stream().anyMatch(note -> note.getText()
                .equals("Each picture stands upright: a row a step, the first at the top."
                        + " Everywhere below, time runs from left to right.")));
    }
}

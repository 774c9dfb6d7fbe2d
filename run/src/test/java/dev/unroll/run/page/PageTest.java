package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.samskivert.mustache.MustacheException;
import dev.unroll.run.page.LineChart.Curve;
import dev.unroll.run.page.LineChart.Growth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/dev/unroll/run");
    private static final String HOSTILE = "</style></svg><img src=x onerror=alert(1)>\"'`&lt;{{model}}";

    @Test
    void onlyWhatThisPackageMadeGoesIntoAPageAsItIs() throws IOException {
        Set<String> made = Set.of("style", "body", ".");
        try (Stream<Path> templates = Files.walk(TEMPLATES)) {
            for (Path template : templates
                    .filter(file -> file.toString().endsWith(".mustache"))
                    .toList()) {
                Matcher raw = Pattern.compile("\\{\\{(?:\\{|&)([^}]*)}").matcher(Files.readString(template));
                while (raw.find()) {
                    String name = raw.group(1);
                    assertTrue(
                            name.endsWith("Svg")
                                    || name.endsWith("MathMl")
                                    || name.endsWith("Html")
                                    || made.contains(name),
                            () -> template + " puts " + name + " into the page unescaped");
                }
            }
        }
    }

    @Test
    void thePolicyNamesTheStyleSheetAndNothingElse() throws Exception {
        String html = frame("calm");
        String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        String hash = Base64.getEncoder().encodeToString(digest);
        String policy = "default-src 'none'; style-src 'sha256-" + hash.replace("=", "&#x3D;") + "'";
        assertTrue(html.contains(policy), html.substring(0, 600));
        assertFalse(html.contains("<script"));
        assertFalse(style.contains("url("));
    }

    @Test
    void aTitleIsEscaped() {
        String html = frame(HOSTILE);
        assertFalse(html.contains("<img"), html.substring(0, 600));
        assertTrue(html.contains("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;&quot;&#39;&#x60;&amp;lt;{{model}}"));
    }

    @Test
    void picturesEscapeTheirTexts() {
        var curve = new Curve(HOSTILE, 0, List.of(1.0, 2.0), List.of(1.0, 3.0));
        var other = new Curve("b", 1, List.of(1.0, 2.0), List.of(1.0, 3.0));
        String svg = new LineChart(HOSTILE, HOSTILE, Growth.LINEAR, List.of(curve, other))
                .draw()
                .html();
        assertFalse(svg.contains("<img"), svg);
        assertTrue(svg.contains("&lt;img src=x onerror=alert(1)&gt;"), svg);
        assertEquals(1, svg.split("</svg>", -1).length - 1);
    }

    @Test
    void controlCharactersOfAnyTextBecomeVisible() {
        String html = frame("a\u001b[31mb\u202ec\u0000");
        assertTrue(html.contains("<title>a\\u001b[31mb\\u202ec\\u0000</title>"), html.substring(0, 600));
    }

    @Test
    void controlCharactersOfAPictureBecomeVisible() {
        var curve = new Curve("b\u202e", 0, List.of(1.0, 2.0), List.of(1.0, 3.0));
        String svg = new LineChart("\u001b[31m", "x", Growth.LINEAR, List.of(curve))
                .draw()
                .html();
        assertTrue(svg.contains(">\\u001b[31m</text>") && svg.contains(">b\\u202e</text>"), svg);
        assertFalse(svg.contains("\u001b") || svg.contains("\u202e"), svg);
    }

    @Test
    void aNameThatTheDataLackIsAnError() {
        var page = new Page("t", "explain", Map.of("model", "m"));
        assertThrows(MustacheException.class, page::html);
    }

    private static String frame(String title) {
        return new Page(title, "gradients", gradients()).html();
    }

    private static Map<String, Object> gradients() {
        return Map.ofEntries(
                Map.entry("cell", "c"),
                Map.entry("hidden", "1 hidden unit"),
                Map.entry("weights", "w"),
                Map.entry("length", 1),
                Map.entry("chartSvg", new Page.Markup("<svg></svg>")),
                Map.entry("verdicts", List.of()),
                Map.entry("names", List.of()),
                Map.entry("weightNorms", List.of()),
                Map.entry("clips", false),
                Map.entry("equationsMathMl", new Page.Markup("<math></math>")),
                Map.entry("rows", List.of()));
    }
}

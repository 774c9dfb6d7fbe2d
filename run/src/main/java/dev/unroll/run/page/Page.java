package dev.unroll.run.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.run.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One HTML file.
 *
 * @param template the name of a template beside this class, without its ending
 * @param data what the template names: texts, numbers, lists and maps; {@link Markup} is the only thing not escaped.
 *     Control characters of a text become visible, too: here for all pages
 */
public record Page(String title, String template, Map<String, Object> data) {

    /** HTML or SVG that this module made, to go into a page as it is. */
    public record Markup(String html) {
        @Override
        public String toString() {
            return html;
        }
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write(html().getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the page. */
    String html() {
        Map<String, Object> frame = new HashMap<>();
        String style = resource(Page.class, "style.css");
        frame.put("title", title);
        frame.put("style", new Markup(style));
        frame.put("styleHash", hash(style));
        frame.put("version", Version.text());
        frame.put("body", part(Page.class, template, data));
        return part(Page.class, "page", frame).html();
    }

    /**
     * Returns a template filled with data.
     *
     * @param home the class that the template lies beside
     * @param template its name, without its ending
     */
    public static Markup part(Class<?> home, String template, Map<String, Object> data) {
        // Without a default value, a name that the data do not have is an error.
        return new Markup(Mustache.compiler()
                .withEscaper(text -> Escapers.HTML.escape(Words.visible(text)))
                .compile(resource(home, template + ".mustache"))
                .execute(data));
    }

    /** Returns the style sheet as a picture that is a file of its own has it, on the background of a page. */
    static String pictureStyle() {
        return "<style>" + resource(Page.class, "style.css")
                + " svg { background: var(--paper); font-family: sans-serif }" + "</style>";
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(Class<?> home, String name) {
        try (InputStream in = Objects.requireNonNull(home.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

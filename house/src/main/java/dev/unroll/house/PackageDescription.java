package dev.unroll.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a package says of itself. */
final class PackageDescription {

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern LINE_START = Pattern.compile("\\s*\\n\\s*\\*?\\s*");
    private static final Pattern LINK = Pattern.compile("\\{@link\\s+(?:[\\w.]*[.#])?(\\w+)\\s*}");
    private static final Pattern CODE = Pattern.compile("\\{@code\\s+([^}]*)}");
    private static final Pattern SENTENCE = Pattern.compile("^(.*?)[.](?:\\s|$)");

    private PackageDescription() {}

    /** Returns the first sentence, without its full stop, as Markdown. */
    static String firstSentence(Path sources, String packageName) throws IOException {
        Path file = sources.resolve(packageName.replace('.', '/')).resolve(SourceFiles.PACKAGE);
        if (!Files.exists(file)) {
            throw new IllegalStateException("package " + packageName
                    + " must have a package-info.java that says what it is and which packages it uses, but has none");
        }
        Matcher comment = COMMENT.matcher(Files.readString(file));
        if (!comment.find()) {
            throw new IllegalStateException(file + " must say in a comment what the package is, but has none");
        }
        String text = LINE_START.matcher(comment.group(1)).replaceAll(" ").strip();
        text = LINK.matcher(text).replaceAll("`$1`");
        text = CODE.matcher(text).replaceAll("`$1`");
        Matcher sentence = SENTENCE.matcher(text);
        return sentence.find() ? sentence.group(1) : text;
    }
}

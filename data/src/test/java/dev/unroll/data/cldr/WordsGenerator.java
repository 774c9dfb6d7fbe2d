package dev.unroll.data.cldr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the embedded words and the licence beside them from the CLDR locale data of the JDK that runs it.
 *
 * <p>Run from the root of the repository, on a JDK with the module {@code jdk.localedata}; the words differ between
 * JDKs, so name the JDK in the commit:
 *
 * <pre>
 *   java data/src/test/java/dev/unroll/data/cldr/WordsGenerator.java data/src/main/resources/dev/unroll/data
 * </pre>
 *
 * <p>The names of countries, languages, currencies, scripts, months and weekdays in each language are cut into words
 * of at least three Latin letters, in lower case by the language's own rules, for capitals follow the kind of a name
 * (German nouns, Spanish months) more than the language. A word that two of the languages have is left out of both.
 */
final class WordsGenerator {

    /** Thirty-two languages in Latin script whose names CLDR has translated nearly in full, from eleven families. */
    static final List<String> LANGUAGES = List.of(
            "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "hr", "hu", "id", "is", "it",
            "lt", "lv", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tr", "vi");

    private static final int SHORTEST = 3;
    private static final int LINE_WIDTH = 118;
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

    private WordsGenerator() {}

    /** Writes {@code words.txt} and {@code words.LICENSE.txt} into the folder that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: java WordsGenerator.java FOLDER");
        }
        if (ModuleLayer.boot().findModule("jdk.localedata").isEmpty()) {
            throw new IllegalStateException("this JDK lacks the module jdk.localedata and would answer in English;"
                    + " run a JDK that lists it in `java --list-modules`");
        }
        Path folder = Path.of(arguments[0]);
        List<String> notice = Files.readAllLines(Path.of(System.getProperty("java.home"), "legal/java.base/cldr.md"));
        Files.writeString(folder.resolve("words.LICENSE.txt"), license(notice));
        Files.writeString(folder.resolve("words.txt"), resource(unsharedWords(LANGUAGES), cldrVersion(notice)));
    }

    /** Returns the words that each language has and no other, under the language's English name. */
    static NavigableMap<String, NavigableSet<String>> unsharedWords(List<String> languages) {
        var words = new TreeMap<String, NavigableSet<String>>();
        for (String tag : languages) {
            Locale language = Locale.forLanguageTag(tag);
            String name = tag.equals("nb") ? "Norwegian" : language.getDisplayLanguage(Locale.ENGLISH);
            words.put(name, words(names(language), language));
        }
        return unshared(words);
    }

    /** Returns each set without the words that another set holds too. */
    static NavigableMap<String, NavigableSet<String>> unshared(NavigableMap<String, NavigableSet<String>> words) {
        var owners = new HashMap<String, Integer>();
        words.values().forEach(set -> set.forEach(word -> owners.merge(word, 1, Integer::sum)));
        var unshared = new TreeMap<String, NavigableSet<String>>();
        words.forEach((language, set) -> unshared.put(
                language,
                set.stream()
                        .filter(word -> owners.getOrDefault(word, 0) == 1)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return unshared;
    }

    /** Returns the words of these names: lower case, NFC, Latin letters only, three or more. Abbreviations are none. */
    static NavigableSet<String> words(List<String> names, Locale language) {
        return names.stream()
                .flatMap(name -> NOT_LETTERS.splitAsStream(Normalizer.normalize(name, Normalizer.Form.NFC)))
                .filter(word -> word.codePointCount(0, word.length()) >= SHORTEST)
                .filter(word -> !word.equals(word.toUpperCase(language)))
                .filter(word -> word.codePoints().allMatch(WordsGenerator::isLatin))
                .map(word -> Normalizer.normalize(word.toLowerCase(language), Normalizer.Form.NFC))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isLatin(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case LATIN, COMMON, INHERITED -> true;
            default -> false;
        };
    }

    private static List<String> names(Locale language) {
        var names = new ArrayList<String>();
        for (String country : Locale.getISOCountries()) {
            names.add(Locale.of("", country).getDisplayCountry(language));
        }
        addTranslated(names, Stream.of(Locale.getISOLanguages()).map(Locale::of), Locale::getDisplayLanguage, language);
        addTranslated(names, Currency.getAvailableCurrencies().stream(), Currency::getDisplayName, language);
        addTranslated(names, scripts(), Locale::getDisplayScript, language);
        for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
            Stream.of(Month.values()).forEach(month -> names.add(month.getDisplayName(style, language)));
            Stream.of(DayOfWeek.values()).forEach(day -> names.add(day.getDisplayName(style, language)));
        }
        return names;
    }

    private static <T> void addTranslated(
            List<String> names, Stream<T> things, BiFunction<T, Locale, String> name, Locale language) {
        things.filter(thing -> !isFallback(name.apply(thing, language), name.apply(thing, Locale.ENGLISH), language))
                .forEach(thing -> names.add(name.apply(thing, language)));
    }

    /**
     * Returns whether a name is English for want of one in the language: CLDR has not translated every script, nor every
     * currency of the past. Several words that agree are taken for that; a single one (Euro) may be its own.
     */
    static boolean isFallback(String name, String english, Locale language) {
        return name.equals(english) && name.contains(" ") && !language.equals(Locale.ENGLISH);
    }

    /** Returns the scripts of ISO 15924 that this JDK knows: it has no list of them, but answers for each code. */
    private static Stream<Locale> scripts() {
        return IntStream.range(0, 26 * 26 * 26 * 26)
                .mapToObj(code -> new String(new char[] {
                    (char) ('A' + code / (26 * 26 * 26)),
                    (char) ('a' + code / (26 * 26) % 26),
                    (char) ('a' + code / 26 % 26),
                    (char) ('a' + code % 26)
                }))
                .filter(WordsGenerator::isScript)
                .map(code -> new Locale.Builder().setScript(code).build());
    }

    private static boolean isScript(String code) {
        try {
            Character.UnicodeScript.forName(code);
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** Returns the resource: comments, then for each language its name in brackets and its words, wrapped. */
    static String resource(Map<String, NavigableSet<String>> words, String cldrVersion) {
        int count = words.values().stream().mapToInt(NavigableSet::size).sum();
        var text = new StringBuilder();
        text.append("# Words that one of ").append(words.size()).append(" languages has in its names of countries,");
        text.append(" languages, currencies, scripts, months\n# and weekdays, and the others have not: ");
        text.append(count)
                .append(" words.\n# From Unicode CLDR ")
                .append(cldrVersion)
                .append(" as in JDK ");
        text.append(System.getProperty("java.version")).append(", by WordsGenerator. Copyright © 1991-2025 Unicode,");
        text.append(" Inc.;\n# SPDX-License-Identifier: Unicode-3.0; the licence is in words.LICENSE.txt.\n");
        words.forEach((language, set) -> {
            text.append("\n[").append(language).append("]\n");
            appendWrapped(text, set);
        });
        return text.toString();
    }

    private static void appendWrapped(StringBuilder text, NavigableSet<String> words) {
        int column = 0;
        for (String word : words) {
            if (column > 0 && column + 1 + word.length() > LINE_WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column > 0 ? " " : "").append(word);
            column += (column > 0 ? 1 : 0) + word.length();
        }
        text.append('\n');
    }

    /** Returns 47 for a notice that begins {@code ## Unicode Common Local Data Repository (CLDR) v47}. */
    static String cldrVersion(List<String> notice) {
        String title = notice.getFirst();
        if (!title.contains("(CLDR) v")) {
            throw new IllegalStateException("the JDK's notice must name the version of CLDR but begins: " + title);
        }
        return title.substring(title.indexOf("(CLDR) v") + "(CLDR) v".length()).strip();
    }

    /** Returns the lines of the notice from the licence's title to its SPDX line. */
    static String license(List<String> notice) {
        int first = notice.indexOf("UNICODE LICENSE V3");
        int last = notice.indexOf("SPDX-License-Identifier: Unicode-3.0");
        if (first < 0 || last < first) {
            throw new IllegalStateException("the JDK's notice must hold the UNICODE LICENSE V3 and its SPDX line");
        }
        return String.join("\n", notice.subList(first, last + 1)) + "\n";
    }
}

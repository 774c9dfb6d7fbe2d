package dev.unroll.run.task;

/** Texts as a user may type them on a command line. */
public final class TypedWords {

    /** The most characters of a text that is shown as an example of what to ask. */
    private static final int LONGEST = 60;

    private TypedWords() {}

    /** Returns a text that fits a command line: of a long one the first words. */
    public static String beginning(String text) {
        String line = firstLine(text);
        int end = line.length() <= LONGEST ? -1 : line.lastIndexOf(' ', LONGEST);
        return end > 0 ? line.substring(0, end) : line;
    }

    /** Returns the first line that is not blank. */
    public static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse(text);
    }
}

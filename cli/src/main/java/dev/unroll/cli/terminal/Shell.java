package dev.unroll.cli.terminal;

/** Words as a POSIX shell reads them back. */
public final class Shell {

    private Shell() {}

    /** Returns {@code word}, in quotes if it holds anything but letters, digits and harmless signs. */
    public static String quote(String word) {
        return word.matches("[\\p{L}\\p{N}./_+,:@%-]+") && !word.startsWith("-")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}

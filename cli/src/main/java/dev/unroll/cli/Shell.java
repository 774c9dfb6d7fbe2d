package dev.unroll.cli;

/** Words as a POSIX shell reads them back. */
final class Shell {

    private Shell() {}

    /** Returns {@code word}, in quotes if it holds anything but letters, digits and harmless signs. */
    static String quote(String word) {
        return word.matches("[\\p{L}\\p{N}./_+,:@%-]+") && !word.startsWith("-")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}

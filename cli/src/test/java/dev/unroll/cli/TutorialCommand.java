package dev.unroll.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command of a tutorial, and what it prints: a line {@code …} stands for any lines, a … in a line for anything. */
record TutorialCommand(String typed, List<String> printed) {

    private static final String ANYTHING = "…";

    /** A word, or several between single quotes. */
    private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

    /** Returns the arguments of what was typed, as a shell would. */
    static String[] arguments(String typed) {
        return ARGUMENT.matcher(typed)
                .results()
                .map(argument -> argument.group(1) == null ? argument.group(2) : argument.group(1))
                .toArray(String[]::new);
    }

    boolean allows(String output) {
        String pattern = printed.stream()
                .map(line -> line.strip().equals(ANYTHING) ? "(.*\n)*" : line(line))
                .collect(Collectors.joining());
        return output.replace("\r\n", "\n").matches(pattern);
    }

    private static String line(String line) {
        return List.of(line.split(ANYTHING, -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"))
                + " *\n";
    }

    @Override
    public String toString() {
        return typed;
    }
}

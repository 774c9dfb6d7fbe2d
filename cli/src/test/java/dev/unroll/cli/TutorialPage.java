package dev.unroll.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the tutorials, and what in it can be checked. */
record TutorialPage(String name, String text) {

    /** A link to a program, the program, and below it a {@code text} block: what it prints. */
    private static final Pattern PROGRAM = Pattern.compile("""
            \\[`\\w+\\.java`]\\(code/(\\w+\\.java)\\)[^\n]*

            ```java
            (.*?)```

            ```text
            (.*?)```
            """, Pattern.DOTALL);

    /** A link to a file of data, and below it a {@code text} block: how it begins. */
    private static final Pattern DATA = Pattern.compile("""
            \\[`[^`]+`]\\(data/([^)]+)\\)[^\n]*

            ```text
            (.*?)…
            ```
            """, Pattern.DOTALL);

    private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```\n", Pattern.DOTALL);

    private static final Pattern JAVA = Pattern.compile("^ *```java", Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    private static final String PROMPT = "$ ./unroll ";

    static TutorialPage read(Path file) {
        try {
            return new TutorialPage(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the programs in their order. */
    List<TutorialProgram> programs(Path folder) {
        return matches(PROGRAM).stream()
                .map(found -> new TutorialProgram(folder.resolve(found.group(1)), found.group(2), found.group(3)))
                .toList();
    }

    /** Returns how the files of data begin, by their names. */
    Map<String, String> data() {
        return matches(DATA).stream().collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    /** Returns how many blocks of Java there are. */
    int javaBlocks() {
        return matches(JAVA).size();
    }

    /** Returns the commands of all {@code console} blocks in their order. */
    List<TutorialCommand> commands() {
        List<TutorialCommand> commands = new ArrayList<>();
        for (MatchResult block : matches(CONSOLE)) {
            for (String line : block.group(1).lines().toList()) {
                if (line.startsWith(PROMPT)) {
                    commands.add(new TutorialCommand(line.substring(PROMPT.length()), new ArrayList<>()));
                } else {
                    commands.getLast().printed().add(line);
                }
            }
        }
        return commands;
    }

    /** Returns the links to files. */
    List<String> links() {
        return matches(LINK).stream().map(found -> found.group(1)).toList();
    }

    private List<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }

    @Override
    public String toString() {
        return name;
    }
}

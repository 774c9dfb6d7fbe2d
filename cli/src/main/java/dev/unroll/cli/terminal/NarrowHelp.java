package dev.unroll.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help on a terminal that is narrower than the help is written for. */
public final class NarrowHelp {

    /** The columns that help is written for. */
    private static final int USUAL = 80;

    /** picocli prints no narrower help. */
    private static final int NARROWEST = 55;

    private static final String CONTINUED = "    ";

    private NarrowHelp() {}

    /** Makes the help of a command and of those below it fit a terminal, and break no word. */
    public static void fit(CommandLine command, Layout layout) {
        WholeWords.keep(command);
        int columns = layout.columns().orElse(USUAL);
        if (columns < USUAL) {
            int width = Math.max(NARROWEST, columns);
            command.setUsageHelpWidth(width);
            flow(command, width);
        }
    }

    private static void flow(CommandLine command, int width) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.footer(flow(List.of(usage.footer()), width).stream()
                .map(WholeWords::held)
                .toArray(String[]::new));
        command.getSubcommands().values().forEach(below -> flow(below, width));
    }

    /** Returns a text whose paragraphs are one line each, for picocli to break; examples stay as they are, or end in a backslash. */
    static List<String> flow(List<String> lines, int width) {
        List<String> flown = new ArrayList<>();
        boolean inParagraph = false;
        for (String line : lines) {
            boolean isText = !line.isBlank() && !line.startsWith(" ");
            if (isText && inParagraph) {
                flown.add(flown.removeLast() + " " + line);
            } else if (isText) {
                flown.add(line);
            } else {
                flown.addAll(example(line, width));
            }
            inParagraph = isText;
        }
        return flown;
    }

    private static List<String> example(String line, int width) {
        int end = line.lastIndexOf(' ', width - 3);
        return line.length() < width || end <= CONTINUED.length()
                ? List.of(line)
                : List.of(line.substring(0, end) + " \\", CONTINUED + line.substring(end + 1));
    }
}

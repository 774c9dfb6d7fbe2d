package dev.unroll.cli.terminal;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Help whose lines are broken at blanks alone. picocli breaks them behind a dot as well, {@code explain.} and {@code html};
 * so it gets to see another character there.
 */
final class WholeWords extends CommandLine.Help {

    /** A private use character: no break is allowed beside it, and no help has it. */
    private static final String HELD = "\ue000";

    private WholeWords(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    /** Makes the help of a command, and of those below it, break no word. */
    static void keep(CommandLine command) {
        command.setHelpFactory(WholeWords::new);
        showDots(command);
    }

    private static void showDots(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .sectionMap()
                .replaceAll((key, section) -> help -> section.render(help).replace(HELD, "."));
        command.getSubcommands().values().forEach(WholeWords::showDots);
    }

    /** Returns a text of which picocli breaks no word. */
    static String held(String text) {
        return text.replaceAll("(?<=[\\w/])\\.(?=\\w)", HELD);
    }

    private Text held(Text text) {
        return colorScheme().text(held(text.plainString()));
    }

    private Text[][] held(Text[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(this::held).toArray(Text[]::new))
                .toArray(Text[][]::new);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer usual = super.createDefaultOptionRenderer();
        return (option, labels, colors) -> held(usual.render(option, labels, colors));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer usual = super.createDefaultParameterRenderer();
        return (parameter, labels, colors) -> held(usual.render(parameter, labels, colors));
    }

    @Override
    protected String insertSynopsisCommandName(int headingLength, Text rest) {
        return super.insertSynopsisCommandName(headingLength, held(rest));
    }
}

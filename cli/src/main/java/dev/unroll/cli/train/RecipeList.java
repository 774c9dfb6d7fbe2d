package dev.unroll.cli.train;

import dev.unroll.cli.terminal.Layout;
import dev.unroll.run.config.Recipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The recipes in {@code unroll train --help}, each with its question and what it takes. */
final class RecipeList {

    private RecipeList() {}

    /** Adds them before the examples. They are read if help is asked for, and only then. */
    static void addTo(CommandSpec command, Layout layout) {
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, help -> text(layout));
    }

    private static String text(Layout layout) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%nRecipes, and what they take on their own data:%n"));
        try {
            for (String name : Recipes.NAMES) {
                text.append(row(layout, name, Recipes.about(name))).append(row(layout, "", Recipes.cost(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String row(Layout layout, String name, String value) {
        return layout.row(String.format(Locale.ROOT, "  %-16s ", name), value) + System.lineSeparator();
    }
}

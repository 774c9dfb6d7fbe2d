package dev.unroll.cli.train;

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
    static void addTo(CommandSpec command) {
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, help -> text());
    }

    private static String text() {
        var text = new StringBuilder(String.format(Locale.ROOT, "%nRecipes, and what they take on their own data:%n"));
        try {
            for (String name : Recipes.NAMES) {
                text.append(String.format(Locale.ROOT, "  %-16s %s%n", name, Recipes.about(name)))
                        .append(String.format(Locale.ROOT, "  %-16s %s%n", "", Recipes.cost(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

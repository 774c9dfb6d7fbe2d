package dev.unroll.cli.terminal;

import dev.unroll.core.model.Model;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.run.task.DataSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How data are read that a command is given. */
public final class ReadingOptions {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "How the data are read: a key of the table [data] of a configuration, as format=tsv,"
                    + " separator=semicolon, encoding=windows-1252 or header=false (unroll train RECIPE --print-config"
                    + " lists them).")
    private List<String> assignments = new ArrayList<>();

    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "Column of the texts in a table, as --set text_column=NAME.")
    private @Nullable String textColumn;

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            description = "Column of the classes in a table, as --set label_column=NAME.")
    private @Nullable String labelColumn;

    @Option(
            names = "--lowercase",
            description = "Texts are equal whatever the case of their letters, as --set lowercase=true.")
    private boolean lowercase;

    /** Returns data read as is customary, but for these options. */
    public DataSource named(String source, DataHome home) {
        return DataSource.named(source, all(), home);
    }

    /** Returns data read as the training of a model read its own, but for these options. */
    public DataSource like(Model model, String source, DataHome home) {
        return DataSource.like(model, source, all(), home);
    }

    /** Fails if any of these options is given where no data are: those of the training are read as they were. */
    public void requireNone() {
        if (!all().isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    "how data are read (" + String.join(", ", all())
                            + ") means nothing without --data: those of the training are read as it did; name data, or"
                            + " leave it out");
        }
    }

    /**
     * Returns what parts whole numbers from fractions in values that come a line each: as in the training of a model, but for
     * these options. Fails if one says anything else, which means nothing there.
     */
    public DecimalMark markOfLines(Model model) {
        DecimalMark mark = DataSource.markOf(model, all());
        all().stream()
                .filter(each -> !each.matches("\\s*(data\\.)?decimal\\s*=.*"))
                .findFirst()
                .ifPresent(other -> {
                    throw new UserError(
                            ExitCode.USAGE,
                            "--stream reads a value a line, so of how data are read (" + other
                                    + ") decimal alone means something; leave the rest out");
                });
        return mark;
    }

    private List<String> all() {
        List<String> all = new ArrayList<>(assignments);
        if (textColumn != null) {
            all.add("data.text_column=" + textColumn);
        }
        if (labelColumn != null) {
            all.add("data.label_column=" + labelColumn);
        }
        if (lowercase) {
            all.add("data.lowercase=true");
        }
        return all;
    }
}

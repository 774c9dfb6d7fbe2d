package dev.unroll.cli.data;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.form.Nearest;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.CatalogueEntry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code unroll data path}: where a data set is, for scripts. */
@Command(
        name = "path",
        description = "Print where a data set is; exit code 3 if it is not here.",
        footer = {"", "For example:", "  ls \"$(unroll data path names)\""})
public final class DataPathCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "NAME", description = "A name that unroll data list shows.")
    private String name = "";

    DataPathCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path path = terminal.dataHome()
                .find(entry(name))
                .orElseThrow(() -> new DataException("the data set " + name + " is not in "
                        + terminal.dataHome().folder() + "; get it with: " + terminal.command() + " data get " + name));
        if (options.json()) {
            Json.print(terminal, Map.of("path", path.toString()));
        } else {
            terminal.out().println(path);
        }
        return ExitCode.DONE.status();
    }

    /** Returns the data set of this name. */
    static CatalogueEntry entry(String name) {
        Catalogue catalogue = Catalogue.load();
        return catalogue
                .find(name)
                .orElseThrow(() -> new UserError(
                        ExitCode.USAGE,
                        "there is no data set " + name + " (" + String.join(", ", catalogue.names()) + ")"
                                + Nearest.hint(name, catalogue.names())));
    }
}

package dev.unroll.cli;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.form.Nearest;
import dev.unroll.core.form.Sentence;
import dev.unroll.run.config.CellChoice;
import dev.unroll.run.config.CellFile;
import dev.unroll.run.config.ListedCell;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll cells}: the cells, their equations, and how many parameters they have. */
@Command(
        name = "cells",
        description = "Show the cells that a configuration may name, or a file of equations as Unroll reads it.",
        footer = {
            "",
            "For example:",
            "  unroll cells",
            "  unroll cells gru --input 28 --hidden 256",
            "  unroll cells mine.cell --latex"
        })
public final class CellsCommand implements Callable<Integer> {

    private static final int USUAL_INPUT = 64;

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            paramLabel = "CELL",
            arity = "0..1",
            description = "Name of a cell, or a file whose name ends in .cell; without it, all cells.")
    private String cell = "";

    @Option(
            names = "--input",
            paramLabel = "N",
            description = "Elements of the input (" + USUAL_INPUT + "; of a file that says them, those).")
    private @Nullable Integer input;

    @Option(names = "--hidden", paramLabel = "N", description = "Units (${DEFAULT-VALUE}).")
    private int hidden = 128;

    @Option(names = "--latex", description = "Print the equations as LaTeX, and nothing else.")
    private boolean latex;

    CellsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if ((input != null && input < 1) || hidden < 1) {
            throw new UserError(ExitCode.USAGE, "--input and --hidden must be whole numbers of 1 or more");
        }
        List<ListedCell> cells = cells();
        if (options.json()) {
            Json.print(terminal, data(cells));
        } else if (latex) {
            cells.forEach(each -> {
                terminal.out().println("% " + each.name());
                terminal.out().println(each.cell().latex());
            });
        } else {
            print(cells);
        }
        return ExitCode.DONE.status();
    }

    private List<ListedCell> cells() {
        int usual = input == null ? USUAL_INPUT : input;
        if (cell.endsWith(".cell")) {
            OptionalInt asked = input == null ? OptionalInt.empty() : OptionalInt.of(input);
            return List.of(ListedCell.of(CellFile.cell(Path.of(cell), asked, usual, hidden)));
        }
        if (cell.isEmpty()) {
            return ListedCell.all(usual, hidden);
        }
        if (!CellChoice.words().contains(cell)) {
            throw new UserError(
                    ExitCode.USAGE,
                    "no cell is named " + Sentence.quoted(cell)
                            + Nearest.to(cell, CellChoice.words())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(
                                            "; unroll cells lists all, and the name of a file of equations ends in .cell"));
        }
        return List.of(ListedCell.named(cell, usual, hidden));
    }

    private void print(List<ListedCell> cells) {
        for (ListedCell each : cells) {
            String about = each.about().isEmpty() ? "" : each.about() + ". " + each.source() + ". ";
            terminal.out()
                    .println(terminal.layout()
                            .row(
                                    each.name() + "  ",
                                    about + Sentence.counted(each.cell().parameterCount(), "parameter")));
            each.cell().toString().lines().forEach(this::printEquation);
            terminal.out().println();
        }
        if (cell.isEmpty()) {
            terminal.out()
                    .println(terminal.layout()
                            .sentence(
                                    "x is the input, h' the state h after the step, σ(v) = 1 / (1 + e⁻ᵛ), and ⊙ multiplies"
                                            + " element by element. Train one with: " + terminal.command()
                                            + " train names --set cell=NAME"));
        }
    }

    /** Prints a line of equations; what does not fit stands below its beginning. */
    private void printEquation(String line) {
        String equation = line.stripLeading();
        String indent = " ".repeat(2 + line.length() - equation.length());
        terminal.out().println(terminal.layout().row(indent, equation));
    }

    private static Map<String, Object> data(List<ListedCell> cells) {
        return Map.of("cells", cells.stream().map(CellsCommand::data).toList());
    }

    private static Map<String, Object> data(ListedCell each) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", each.name());
        if (!each.about().isEmpty()) {
            data.put("about", each.about());
            data.put("source", each.source());
        }
        data.put("input_size", each.cell().inputSize());
        data.put("output_size", each.cell().outputSize());
        data.put("state_size", each.cell().stateSize());
        data.put("parameters", each.cell().parameterCount());
        data.put("equations", each.cell().toString());
        data.put("latex", each.cell().latex());
        return data;
    }
}

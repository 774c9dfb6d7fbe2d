package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ScoreTable;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Network;
import dev.unroll.data.Example;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.Scores;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code unroll evaluate} says.
 *
 * @param all the scores of the model, and after them those of what it is compared with
 * @param seconds that the model took
 */
record Evaluation<E extends Example>(Scored<E> scored, List<Scores> all, double seconds) {

    /** Scores a network, whose targets, if it says any, are looked for as asked. */
    static <E extends Example> Evaluation<E> of(Scored<E> scored, Network network, Asking.Targets asked, Team team) {
        long start = System.nanoTime();
        Scores scores = scored.problem().score(network, scored.examples(), asked, team);
        double seconds = (System.nanoTime() - start) * 1e-9;
        List<Scores> all = new ArrayList<>(List.of(scores));
        all.addAll(scored.problem().reference(scored.examples()));
        return new Evaluation<>(scored, all, seconds);
    }

    /**
     * Returns all of it for machines.
     *
     * @param model its folder
     * @param part the part of the training's data, if they are what is scored
     */
    Map<String, Object> data(Path model, Optional<EvaluatedPart> part) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", model.toString());
        data.put("data", scored.data());
        part.ifPresent(told -> data.put("part", told.toString()));
        data.put("seconds", seconds);
        data.put("examples", examples());
        all.getFirst().confusion().ifPresent(confusion -> data.put("answers", confusion.total()));
        data.put("scores", Scores.data(all));
        data.putAll(details().data());
        return data;
    }

    /** Prints it for people. */
    void print(Terminal terminal) {
        PrintWriter out = terminal.out();
        ScoreTable.printDetails(terminal, details());
        String unit = scored.problem().unit(examples());
        out.println(terminal.layout()
                .sentence(String.format(Locale.ROOT, "On %,d %s of %s:", examples(), unit, scored.where())));
        out.println();
        ScoreTable.printModels(terminal, all);
    }

    private int examples() {
        return scored.problem().size(scored.examples());
    }

    private Details details() {
        return scored.problem().details(all.getFirst());
    }
}

package dev.unroll.run.task.transduce;

import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.data.pair.PairExample;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.ReportPart.Column;
import java.util.ArrayList;
import java.util.List;

/** The report of a model that says other sequences. */
final class PairReport {

    private final PairProblem problem;
    private final Model model;
    private final List<PairExample> scored;
    private final String scoredOn;

    PairReport(PairProblem problem, Model model, List<PairExample> scored, String scoredOn) {
        this.problem = problem;
        this.model = model;
        this.scored = scored;
        this.scoredOn = scoredOn;
    }

    ReportPart part(Team team) {
        List<Column> columns = new ArrayList<>();
        if (PairScoring.isOfSentences(problem.target())) {
            columns.add(new Column("BLEU", "bleu", bleu -> String.format(java.util.Locale.ROOT, "%.1f", bleu)));
        }
        columns.add(Column.share("exact match", "exact_match"));
        columns.add(Column.share(new PairScoring(problem.target()).errorTitle(), "error_rate"));
        columns.add(Column.share("token accuracy", "token_accuracy"));
        return new ReportPart("say another sequence", "", columns, "", new Page.Markup(""));
    }
}

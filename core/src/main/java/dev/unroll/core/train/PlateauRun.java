package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.schedule.LearningRates;
import dev.unroll.core.schedule.Plateau;
import dev.unroll.core.score.Evaluation;
import java.util.Optional;

/** Where a {@link Plateau} schedule is: the one schedule that depends on scores. Of any other it remembers nothing. */
final class PlateauRun {

    private final Optional<Plateau> plateau;
    private double rate;
    private double best;
    private long bad;
    private long cooling;

    PlateauRun(LearningRates rates) {
        this.plateau = rates.plateau();
        this.rate = plateau.isPresent() ? rates.learningRate(0) : 0;
        this.best = plateau.map(given -> given.watch().worst()).orElse(0.0);
    }

    /** Returns the rate of a step, counted from 0. */
    double learningRate(LearningRates rates, long step) {
        return plateau.isPresent() ? rate : rates.learningRate(step);
    }

    void afterEpoch(Optional<Evaluation> validation) {
        plateau.ifPresent(given -> afterScore(given, given.watch().of(validation.orElseThrow())));
    }

    /** The order of these is PyTorch's. */
    private void afterScore(Plateau given, double score) {
        if (given.isBetter(score, best)) {
            best = score;
            bad = 0;
        } else {
            bad++;
        }
        if (cooling > 0) {
            cooling--;
            bad = 0;
        }
        if (bad > given.patience()) {
            double lower = Math.max(rate * given.gamma(), given.lowestRate());
            rate = rate - lower > given.eps() ? lower : rate;
            cooling = given.cooldown();
            bad = 0;
        }
    }

    void save(Checkpoint.Builder into) {
        into.put("plateau.rate", rate);
        into.put("plateau.best", best);
        into.put("plateau.bad", bad);
        into.put("plateau.cooling", cooling);
    }

    void restore(Checkpoint from) {
        rate = from.number("plateau.rate");
        best = from.number("plateau.best");
        bad = from.whole("plateau.bad");
        cooling = from.whole("plateau.cooling");
    }
}

package dev.unroll.run.lab;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.core.train.TrainingStep;
import dev.unroll.core.update.GradientClip;
import dev.unroll.run.lab.LagTrial.Check;
import dev.unroll.run.lab.LagTrial.End;
import java.util.ArrayList;
import java.util.List;

/**
 * The longest lag that a cell learns within a budget of steps: a small network is trained by Adam on sequences that are
 * new at each step, length by length, and is asked now and then for the answers of others.
 *
 * @param lengths that are tried, shortest first
 * @param steps the budget of updates at each length
 * @param batchSize sequences a step
 * @param clip the longest gradient of all weights together; 0: any length
 */
public record LagLab(
        LagProblem problem,
        List<Integer> lengths,
        int hiddenSize,
        int steps,
        int batchSize,
        double learningRate,
        double clip,
        long seed) {

    /** Steps between two checks; the last step is checked too. */
    static final int CHECK_EVERY = 50;

    /** Sequences of a check: the error of the adding problem is then known to about a tenth. */
    private static final int CHECKED = 256;

    /** The draw of a check; steps draw from 1 on. */
    private static final long FRESH = 0;

    /** Who looks on. */
    public interface Watch {

        /** Hears that a step is done. */
        void step(LagCell cell, int length, int step);

        /** Hears that a trial has ended. */
        void ended(LagCell cell, LagTrial trial);

        /** Returns whether to stop before the next step. */
        boolean stops();
    }

    public LagLab {
        lengths = List.copyOf(lengths);
    }

    /** Tries a cell at one length after the other, until it failed at two in a row. */
    public LagResult run(LagCell cell, Compute compute, Watch watch) {
        var result = new LagResult(cell, List.of(), lengths);
        for (int i = 0; i < lengths.size() && !result.isBeaten() && !watch.stops(); i++) {
            LagTrial trial = trial(cell, lengths.get(i), compute, watch);
            List<LagTrial> trials = new ArrayList<>(result.trials());
            trials.add(trial);
            result = new LagResult(cell, trials, lengths.subList(i + 1, lengths.size()));
            watch.ended(cell, trial);
        }
        return result;
    }

    private LagTrial trial(LagCell cell, int length, Compute compute, Watch watch) {
        Network first = cell.start().of(problem.network(cell, hiddenSize), seed);
        TrainingPlan plan = TrainingPlan.of(new Adam(), learningRate).withLoss(problem.loss());
        var step = new TrainingStep(first, clip > 0 ? plan.withClip(GradientClip.byNorm(clip)) : plan, compute);
        var evaluator = new Evaluator(problem.loss(), batchSize, compute);
        Examples fresh = problem.examples(length, CHECKED, seed, FRESH);
        List<Check> checks = new ArrayList<>();
        End end = End.NOT_LEARNED;
        long nanos = 0;
        int done = 0;
        try {
            checks.add(new Check(0, evaluator.evaluate(first, fresh).loss()));
            while (end == End.NOT_LEARNED && done < steps && !watch.stops()) {
                Examples examples = problem.examples(length, batchSize, seed, done + 1L);
                long before = System.nanoTime();
                step.step(new Batch().of(examples.inputs()), examples.labels(), learningRate, seed, 0);
                nanos += System.nanoTime() - before;
                done++;
                watch.step(cell, length, done);
                if (done % CHECK_EVERY == 0 || done == steps) {
                    checks.add(new Check(
                            done, evaluator.evaluate(step.network(), fresh).loss()));
                    end = checks.getLast().error() < problem.bound(length) ? End.LEARNED : End.NOT_LEARNED;
                }
            }
            end = end == End.NOT_LEARNED && done < steps ? End.INTERRUPTED : end;
        } catch (NonFiniteException _) {
            checks.add(new Check(done, Double.POSITIVE_INFINITY));
            end = End.DIVERGED;
        }
        return new LagTrial(length, problem.baseline(length), checks, end, 1e-9 * nanos / Math.max(1, done));
    }
}

package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.network.Network;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.score.Watch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The best epoch of a training so far, with its weights. */
final class BestNetwork {

    private static final String SCORE = "best.score";
    private static final String EPOCH = "best.epoch";
    private static final String VALUES = "best";

    private final Optional<BestEpoch> rule;
    private double score;
    private int epoch;
    private float @Nullable [] values;

    BestNetwork(Optional<BestEpoch> rule) {
        this.rule = rule;
        this.score = rule.map(given -> given.watch().worst()).orElse(0.0);
    }

    void afterEpoch(int epoch, Optional<Evaluation> validation, Network network) {
        if (rule.isEmpty()) {
            return;
        }
        Watch watch = rule.get().watch();
        double now = watch.of(validation.orElseThrow());
        if (values == null || watch.isBetter(now, score, 0)) {
            score = now;
            this.epoch = epoch;
            values = network.values();
        }
    }

    /** Returns whether no epoch has been better for so long that training shall end. */
    boolean endsAfter(int epoch) {
        return rule.map(given -> given.patience() > 0 && epoch - this.epoch >= given.patience())
                .orElse(false);
    }

    /** Returns the best epoch, or {@code last} if the last one is to be kept. */
    int epochOr(int last) {
        return values == null ? last : epoch;
    }

    /** Returns the best epoch's network, or {@code last} if the last one is to be kept. */
    Network networkOr(Network last) {
        return values == null ? last : Network.of(last.spec(), values);
    }

    void save(Checkpoint.Builder into) {
        into.put(EPOCH, epoch);
        into.put(SCORE, score);
        if (values != null) {
            into.put(VALUES, values);
        }
    }

    void restore(Checkpoint from, int parameters) {
        epoch = (int) from.whole(EPOCH);
        score = from.number(SCORE);
        if (from.has(VALUES)) {
            values = from.floats(VALUES, parameters).clone();
        }
    }
}

package dev.unroll.core.cell;

import java.util.Locale;

/**
 * Numbers that chance draws while a network is trained.
 *
 * @param kind what the numbers are
 * @param share how likely they are the rarer thing: that a number is dropped, or that a unit keeps its state
 * @param drawn how often they are drawn
 */
public record Masking(Kind kind, float share, Drawn drawn) {

    /** What the numbers of a mask are. */
    public enum Kind {
        /** 0 for what is dropped, 1 / (1 − share) for the rest; 1 where nothing is trained. Srivastava et al. 2014. */
        DROPOUT,
        /** 1 where the old state is kept, else 0; the share where nothing is trained. Krueger et al. 2017. */
        ZONEOUT;

        /** Returns the word for it in texts and files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How often a mask is drawn. */
    public enum Drawn {
        /** Anew at each step. */
        EACH_STEP,
        /** Once a sequence, the same at all its steps. Gal and Ghahramani 2016. */
        ONCE;

        /** Returns the word for it in texts and files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes a mask; throws if the share is none. */
    public Masking {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("the share of a mask must be at least 0 and below 1 but is " + share);
        }
    }

    /** Returns what a number is for a draw, uniform in [0, 1). */
    public float of(float unit) {
        boolean rare = unit < share;
        return switch (kind) {
            case DROPOUT -> rare ? 0 : 1 / (1 - share);
            case ZONEOUT -> rare ? 1 : 0;
        };
    }

    /** Returns what all numbers are where nothing is trained. */
    public float expected() {
        return kind == Kind.DROPOUT ? 1 : share;
    }
}

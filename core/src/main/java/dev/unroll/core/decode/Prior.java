package dev.unroll.core.decode;

/** What is known of tokens before anything is heard: which follow which, and how likely. */
public interface Prior {

    /** Nothing: every token is as welcome as any other. */
    Prior NONE = () -> new State() {
        @Override
        public double logProbability(int token) {
            return 0;
        }

        @Override
        public State after(int token) {
            return this;
        }

        @Override
        public double logEnd() {
            return 0;
        }
    };

    /** Returns the state before the first token; it and those after it are for one thread at a time. */
    State start();

    /** Returns the prior of what this and another one know: their probabilities are multiplied. */
    default Prior and(Prior other) {
        return () -> both(start(), other.start());
    }

    private static State both(State one, State two) {
        return new State() {
            @Override
            public double logProbability(int token) {
                return one.logProbability(token) + two.logProbability(token);
            }

            @Override
            public State after(int token) {
                return both(one.after(token), two.after(token));
            }

            @Override
            public double logEnd() {
                return one.logEnd() + two.logEnd();
            }
        };
    }

    /** What is known after some tokens; never changes. */
    interface State {

        /** Returns the natural logarithm of the probability that this token comes next; −∞ if it cannot. */
        double logProbability(int token);

        /** Returns the state with this token more. */
        State after(int token);

        /** Returns the natural logarithm of the probability that nothing comes next; −∞ if that cannot be. */
        double logEnd();
    }
}

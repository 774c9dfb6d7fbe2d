package dev.unroll.spark.train;

import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.Shards;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Opens the way by which the tasks of a training exchange gradients. */
public interface ExchangeMaker extends Serializable {

    /** Opens a task's end of it. */
    Opened open(String host) throws IOException;

    /** A task's end, before it knows of the others. */
    interface Opened extends AutoCloseable {

        /** Returns where others reach it, in one line. */
        String address();

        /**
         * Connects it with those of all tasks.
         *
         * @param addresses of all tasks, in the order of their shards
         * @param self which of them this is
         */
        GradientExchange connect(List<String> addresses, int self, Shards shards) throws IOException;

        @Override
        void close();
    }
}

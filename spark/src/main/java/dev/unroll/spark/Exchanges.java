package dev.unroll.spark;

import dev.unroll.core.shard.GradientExchange;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.train.ExchangeMaker;
import java.util.List;

/** How tasks exchange gradients. */
final class Exchanges {

    private Exchanges() {}

    /** Returns the exchange between executors of the cluster that is there. */
    static ExchangeMaker ofThisCluster() {
        return new Alone();
    }

    private record Alone() implements ExchangeMaker {

        @Override
        public Opened open(String host) {
            return new Opened() {
                @Override
                public String address() {
                    return "";
                }

                @Override
                public GradientExchange connect(List<String> addresses, int self, Shards shards) {
                    throw new IllegalStateException("one task only");
                }

                @Override
                public void close() {}
            };
        }
    }
}

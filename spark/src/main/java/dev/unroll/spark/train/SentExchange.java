package dev.unroll.spark.train;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.Exchange;
import dev.unroll.spark.exchange.ExchangeOptions;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import dev.unroll.spark.exchange.Listener;
import dev.unroll.spark.exchange.Secret;
import dev.unroll.spark.exchange.Written;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * How the tasks of a training exchange gradients, as it travels: as Spark's own traffic does, which is encrypted if that is to be.
 *
 * @param secret of this training
 * @param silence after which a task is lost, as its host may be that closes nothing
 */
record SentExchange(byte[] secret, Encryption encryption, Duration silence) implements Serializable {

    /** Settings of Spark each of which encrypts what it sends. */
    private static final List<String> ENCRYPTING =
            List.of("spark.network.crypto.enabled", "spark.authenticate.enableSaslEncryption", "spark.ssl.rpc.enabled");

    static SentExchange of(SparkConf conf, Duration silence) {
        boolean isEncrypted = ENCRYPTING.stream().anyMatch(key -> conf.getBoolean(key, false));
        return new SentExchange(Secret.random().bytes(), isEncrypted ? Encryption.AES_GCM : Encryption.NONE, silence);
    }

    /**
     * Connects a task with all others.
     *
     * @param addresses {@code host:port} of all, in the order of their shards
     * @param self which of them this is
     */
    Exchange connect(Listener listener, List<String> addresses, int self, Shards shards, int parameters) {
        ExchangeOptions options = ExchangeOptions.DEFAULT.withSilence(silence).withEncryption(encryption);
        return listener.connect(Written.peers(addresses, self, Secret.of(secret)), shards, parameters, options);
    }
}

package dev.unroll.spark.train;

import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.Exchange;
import dev.unroll.spark.exchange.ExchangeOptions;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import dev.unroll.spark.exchange.Listener;
import dev.unroll.spark.exchange.Secret;
import dev.unroll.spark.exchange.Written;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * How the tasks of a training exchange gradients, as it travels: by a secret of this training, and encrypted where Spark's own
 * traffic is.
 */
final class SentExchange implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** Settings of Spark each of which encrypts what it sends. */
    private static final List<String> ENCRYPTING =
            List.of("spark.network.crypto.enabled", "spark.authenticate.enableSaslEncryption", "spark.ssl.rpc.enabled");

    private final byte[] secret;
    private final Encryption encryption;
    private final Duration silence;

    private SentExchange(byte[] secret, Encryption encryption, Duration silence) {
        this.secret = secret;
        this.encryption = encryption;
        this.silence = silence;
    }

    /**
     * Returns the exchange of a new training.
     *
     * @param silence after which a task is lost, as its host may be that closes nothing
     */
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

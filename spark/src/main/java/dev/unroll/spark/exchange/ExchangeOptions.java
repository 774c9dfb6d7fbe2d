package dev.unroll.spark.exchange;

import java.time.Duration;

/**
 * How members talk to each other, the same for all.
 *
 * @param connecting how long members wait for each other at the beginning
 * @param silence how long a member waits for another that sends nothing and closes nothing: longer than a batch, a
 *     validation or a checkpoint may take
 * @param encryption of what is sent
 */
public record ExchangeOptions(Duration connecting, Duration silence, Encryption encryption) {

    /**
     * Members that a barrier has started together have only to start Netty. A host that is lost closes nothing; 120 s is what
     * Spark itself gives its executors to answer ({@code spark.network.timeout}).
     */
    public static final ExchangeOptions DEFAULT =
            new ExchangeOptions(Duration.ofSeconds(60), Duration.ofSeconds(120), Encryption.NONE);

    /** Who can read gradients. */
    public enum Encryption {

        /** Whoever sees the packets. */
        NONE,

        /** Members only; a frame that was changed, or is sent again, is refused. */
        AES_GCM
    }

    /** Throws unless there is time. */
    public ExchangeOptions {
        if (!connecting.isPositive() || !silence.isPositive()) {
            throw new IllegalArgumentException(
                    "members must have time to connect and to be silent but have " + connecting + " and " + silence);
        }
    }

    /** Returns the options with another time to connect. */
    public ExchangeOptions withConnecting(Duration other) {
        return new ExchangeOptions(other, silence, encryption);
    }

    /** Returns the options with another time of silence. */
    public ExchangeOptions withSilence(Duration other) {
        return new ExchangeOptions(connecting, other, encryption);
    }

    /** Returns the options with another encryption. */
    public ExchangeOptions withEncryption(Encryption other) {
        return new ExchangeOptions(connecting, silence, other);
    }
}

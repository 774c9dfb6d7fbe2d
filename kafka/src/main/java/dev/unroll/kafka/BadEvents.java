package dev.unroll.kafka;

/** What becomes of an event that the model cannot read, or after which a number is not finite; the state stays as it was. */
public enum BadEvents {
    /**
     * It is thrown, to Kafka's {@code processing.exception.handler}: that of Kafka stops the application, one that continues logs
     * and counts it, and {@code errors.dead.letter.queue.topic.name} keeps it.
     */
    THROW,
    /** It gives no answer and is counted, as {@code skipped-events-total} of {@code stream-unroll-metrics}. */
    SKIP
}

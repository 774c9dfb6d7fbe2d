package dev.unroll.spark.exchange.frame;

import io.netty.handler.codec.DecoderException;
import java.io.Serial;

/** Bytes are no frame; the message says what is wrong with what the other side has sent, as the end of a sentence about it. */
public final class FrameException extends DecoderException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    FrameException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Returns what is wrong, as the end of a sentence. */
    public String reason() {
        return reason;
    }
}

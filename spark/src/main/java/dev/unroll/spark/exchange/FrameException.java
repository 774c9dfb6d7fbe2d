package dev.unroll.spark.exchange;

import io.netty.handler.codec.DecoderException;
import java.io.Serial;

/** Bytes are no frame; the message says what is wrong with what the other side has sent, as the end of a sentence about it. */
final class FrameException extends DecoderException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    FrameException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

package dev.unroll.spark.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What Netty's thread has to tell, in its order. Holds what members may send before they must wait: an update's frames. */
final class Inbox {

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean isClosed;

    void put(Event event) {
        events.add(event);
        if (isClosed) {
            drain();
        }
    }

    /** Returns the next event, if it comes in time. */
    Optional<Event> take(long nanos) throws InterruptedException {
        return Optional.ofNullable(events.poll(nanos, TimeUnit.NANOSECONDS));
    }

    Optional<Event> take(Duration most) throws InterruptedException {
        return take(most.toNanos());
    }

    /** Wakes who waits; from now on nothing is kept. */
    void close() {
        isClosed = true;
        drain();
        events.add(new Event.Wake());
    }

    private void drain() {
        for (Optional<Event> event = poll(); event.isPresent(); event = poll()) {
            if (event.get() instanceof Event.Received received) {
                received.frame().release();
            }
        }
    }

    private Optional<Event> poll() {
        return Optional.ofNullable(events.poll());
    }
}

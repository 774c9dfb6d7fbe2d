package dev.unroll.spark.exchange;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Who takes part in a training, as each member is told before it connects to the others.
 *
 * @param addresses where each member listens, in the order of their numbers, the same in all members
 * @param self number of this member
 * @param secret that all members know
 */
public record Peers(List<InetSocketAddress> addresses, int self, Secret secret) {

    /** Throws unless this member is one of all. */
    public Peers {
        addresses = List.copyOf(addresses);
        if (self < 0 || self >= addresses.size()) {
            throw new IllegalArgumentException(
                    "a member must be one of " + addresses.size() + ", from 0 on, but is " + self);
        }
    }

    int count() {
        return addresses.size();
    }

    /** Returns what a member is called in errors. */
    String name(int member) {
        InetSocketAddress address = addresses.get(member);
        return "member " + member + " at " + address.getHostString() + ":" + address.getPort();
    }
}

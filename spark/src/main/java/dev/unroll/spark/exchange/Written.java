package dev.unroll.spark.exchange;

import java.net.InetSocketAddress;
import java.util.List;

/** Addresses in a line of text, for a rendezvous that hands texts around. */
public final class Written {

    private Written() {}

    /** Returns where a member listens, {@code host:port}. */
    public static String address(Listener listener) {
        InetSocketAddress address = listener.address();
        return address.getHostString() + ":" + address.getPort();
    }

    /** Returns the members whose addresses were written so, in the order of their numbers. */
    public static Peers peers(List<String> addresses, int self, Secret secret) {
        return new Peers(addresses.stream().map(Written::parsed).toList(), self, secret);
    }

    private static InetSocketAddress parsed(String address) {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
}

package dev.unroll.core.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where a part stands in its network: what its parameters are called, where its states lie and what its dropout drops
 * follow from what comes before it.
 *
 * @param prefix of the names of parameters: empty, or {@code letters.}
 * @param number of the part among its siblings, after those of the parts that it is in: 2, or 2.0
 * @param layers how many recurrent layers come before
 * @param linears how many linear layers come before
 * @param dropouts how many dropouts come after the last recurrent layer before
 * @param states how many columns of the state belong to layers before
 * @param reduction how many steps of the network's input are one here
 * @param source who makes what the part is given, in words
 */
public record Place(
        String prefix, String number, int layers, int linears, int dropouts, int states, int reduction, String source) {

    private static final int INNER_SITES = 1 << 30;

    /** Returns the place of a network's first part. */
    static Place first(String prefix) {
        return new Place(prefix, "0", 0, 0, 0, 0, 1, "the network's input");
    }

    /** Returns the place of the part after one that leaves everything as it is. */
    Place next() {
        int dot = number.lastIndexOf('.') + 1;
        String next = number.substring(0, dot) + (Integer.parseInt(number.substring(dot)) + 1);
        return new Place(prefix, next, layers, linears, dropouts, states, reduction, source);
    }

    /** Returns the place of the first part inside the part that stands here. */
    Place inside() {
        return new Place(prefix, number + ".0", layers, linears, dropouts, states, reduction, source);
    }

    /** Returns this place with the counts of another one. */
    Place counting(Place other) {
        return new Place(
                prefix, number, other.layers, other.linears, other.dropouts, other.states, other.reduction, source);
    }

    Place withLayer(int stateSize) {
        return new Place(prefix, number, layers + 1, linears, 0, states + stateSize, reduction, "layer " + layers);
    }

    Place withLinear() {
        return new Place(prefix, number, layers, linears + 1, dropouts, states, reduction, source);
    }

    Place withDropout() {
        return new Place(prefix, number, layers, linears, dropouts + 1, states, reduction, source);
    }

    Place withReduction(int factor) {
        return new Place(prefix, number, layers, linears, dropouts, states, reduction * factor, source);
    }

    Place from(String changed) {
        return new Place(prefix, number, layers, linears, dropouts, states, reduction, changed);
    }

    /** Returns the number of a dropout that stands here: no other of the network has it, nor of one inside it. */
    public int dropoutSite() {
        return layers + (dropouts << 16) + (prefix.isEmpty() ? 0 : INNER_SITES);
    }

    /** Returns the number of a mask of the recurrent layer that stands here: no other of the network has it. */
    public int maskSite(int direction, int mask) {
        return layers + (direction << 12) + (mask << 16) + (prefix.isEmpty() ? 0 : INNER_SITES);
    }

    /** Returns what the part that stands here is called in messages. */
    public String describe(Part part) {
        return "part " + number + ", " + part.kind();
    }

    /** Throws unless a part that stands here is given one of the kinds that it takes. */
    void requireKind(Part part, Signal given, Signal.Kind... taken) {
        if (!Arrays.asList(taken).contains(given.kind())) {
            String kinds = Arrays.stream(taken).map(Signal.Kind::toString).collect(Collectors.joining(" or "));
            throw new IllegalArgumentException(
                    describe(part) + ", takes " + kinds + " but is given " + given.kind() + " by " + source);
        }
    }
}

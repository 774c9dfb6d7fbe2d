package dev.unroll.core.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds how many elements each term of a text has, from what it meets.
 *
 * <p>Sizes are unknowns, numbered from 0. First comes what must be: a next value is as long as its state, a function's result as
 * what it reads, a sum as the longer side, and so on. Where that leaves a choice, what stands beside a longer vector is taken
 * to be as long (a size of 1 is never guessed, only written), then a vector that is read in slices to end where the last one
 * does, then what meets to be of one size. Each kind of guess is made for all places at once, so that the order of the
 * equations decides nothing.
 */
final class SizeSolver {

    private record Meeting(int left, int right, int result) {}

    private record Joining(List<Integer> parts, int whole) {}

    private final List<Integer> parents = new ArrayList<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();
    /** The unknowns whose size was written as the number 1, so that they are broadcast. */
    private final Map<Integer, Boolean> ones = new HashMap<>();

    private final List<Meeting> meetings = new ArrayList<>();
    private final List<Joining> joinings = new ArrayList<>();
    private final Map<Integer, Integer> ends = new HashMap<>();
    private boolean changed;

    /** Makes a new unknown. */
    int unknown() {
        parents.add(parents.size());
        return parents.size() - 1;
    }

    /** Says how many elements it has; one that has been said stays, and what differs is found where terms are made. */
    void is(int unknown, int size) {
        if (sizes.putIfAbsent(root(unknown), size) == null) {
            changed = true;
        }
    }

    /** Says that it is a single number, which is broadcast. */
    void isOne(int unknown) {
        is(unknown, 1);
        if (sizes.getOrDefault(root(unknown), 0) == 1) {
            ones.put(root(unknown), true);
        }
    }

    void same(int one, int other) {
        int a = root(one);
        int b = root(other);
        if (a == b) {
            return;
        }
        parents.set(b, a);
        changed = true;
        Integer size = sizes.remove(b);
        Boolean isOne = ones.remove(b);
        if (size != null && sizes.putIfAbsent(a, size) == null && isOne != null) {
            ones.put(a, true);
        }
        Integer end = ends.remove(b);
        if (end != null) {
            ends.merge(a, end, Math::max);
        }
    }

    /** Says that the result of arithmetic is as long as the longer side, and the shorter as long or 1. */
    void meet(int left, int right, int result) {
        meetings.add(new Meeting(left, right, result));
    }

    void join(List<Integer> parts, int whole) {
        joinings.add(new Joining(parts, whole));
    }

    /** Says that its elements up to {@code end} are read. */
    void sliced(int unknown, int end) {
        ends.merge(root(unknown), end, Math::max);
    }

    /** Returns the size that was found, 0 if nothing says it. */
    int size(int unknown) {
        return sizes.getOrDefault(root(unknown), 0);
    }

    void solve() {
        do {
            settle();
        } while (guessBesideLonger() || guessBySlices() || guessEqual());
    }

    /** Draws all sure conclusions: upward and downward in turn, so that long chains take few rounds. */
    private void settle() {
        do {
            changed = false;
            meetings.forEach(this::conclude);
            joinings.forEach(this::conclude);
            meetings.reversed().forEach(this::conclude);
            joinings.reversed().forEach(this::conclude);
        } while (changed);
    }

    private void conclude(Meeting met) {
        if (isKnownOne(met.result)) {
            isOne(met.left);
            isOne(met.right);
        } else if (isKnownOne(met.left)) {
            same(met.result, met.right);
        } else if (isKnownOne(met.right)) {
            same(met.result, met.left);
        } else {
            concludeLonger(met);
        }
    }

    private void concludeLonger(Meeting met) {
        int left = size(met.left);
        int right = size(met.right);
        int result = size(met.result);
        if (result == 0 && left + right > 0) {
            is(met.result, Math.max(left, right));
        } else if (result > 0 && left == 0 && right > 0 && right != result) {
            is(met.left, result);
        } else if (result > 0 && right == 0 && left > 0 && left != result) {
            is(met.right, result);
        }
    }

    private void conclude(Joining joining) {
        long known = joining.parts.stream().mapToLong(this::size).sum();
        List<Integer> open =
                joining.parts.stream().filter(part -> size(part) == 0).toList();
        int whole = size(joining.whole);
        if (open.isEmpty() && whole == 0) {
            is(joining.whole, (int) Math.min(known, Integer.MAX_VALUE));
        } else if (open.size() == 1 && whole > known) {
            is(open.getFirst(), (int) (whole - known));
        }
    }

    private boolean guessBesideLonger() {
        var guesses = new HashMap<Integer, Integer>();
        for (Meeting met : meetings) {
            int result = size(met.result);
            for (int side : new int[] {met.left, met.right}) {
                if (result > 0 && size(side) == 0) {
                    guesses.merge(root(side), result, Math::min);
                }
            }
        }
        return take(guesses);
    }

    private boolean guessBySlices() {
        var guesses = new HashMap<Integer, Integer>();
        ends.forEach((unknown, end) -> {
            if (size(unknown) == 0) {
                guesses.put(unknown, end);
            }
        });
        return take(guesses);
    }

    private boolean take(Map<Integer, Integer> guesses) {
        guesses.forEach(this::is);
        return !guesses.isEmpty();
    }

    private boolean guessEqual() {
        changed = false;
        for (Meeting met : meetings) {
            if (size(met.left) == 0 && size(met.right) == 0 && size(met.result) == 0) {
                same(met.left, met.right);
                same(met.left, met.result);
            }
        }
        return changed;
    }

    private boolean isKnownOne(int unknown) {
        return ones.containsKey(root(unknown));
    }

    private int root(int unknown) {
        int at = unknown;
        while (parents.get(at) != at) {
            parents.set(at, parents.get(parents.get(at)));
            at = parents.get(at);
        }
        return at;
    }
}

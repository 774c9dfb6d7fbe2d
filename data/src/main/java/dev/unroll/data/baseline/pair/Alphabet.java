package dev.unroll.data.baseline.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers tokens 1, 2, 3, … in the order in which they are met; 0 is no token. */
final class Alphabet {

    static final int NONE = 0;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();

    /** Returns how many numbers are used, 0 among them. */
    int size() {
        return tokens.size() + 1;
    }

    int[] addAll(List<String> list) {
        return list.stream().mapToInt(this::add).toArray();
    }

    private int add(String token) {
        return numbers.computeIfAbsent(token, unseen -> {
            tokens.add(unseen);
            return tokens.size();
        });
    }

    /** Returns the numbers of tokens, {@link #NONE} for those never met. */
    int[] findAll(List<String> list) {
        return list.stream()
                .mapToInt(token -> numbers.getOrDefault(token, NONE))
                .toArray();
    }

    String token(int number) {
        return tokens.get(number - 1);
    }
}

package dev.unroll.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenListTest {

    private static int[] tokens(int kinds, int count) {
        return IntStream.range(0, count)
                .map(i -> (int) (i * 2_654_435_761L % kinds + kinds) % kinds)
                .toArray();
    }

    /** Sizes of vocabularies around those where a token takes another byte. */
    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 65_536, 65_537, 1_000_000})
    void tokensOfEveryWidthComeBack(int kinds) {
        int[] tokens = tokens(kinds, 1000);
        tokens[999] = kinds - 1;
        var builder = new TokenList.Builder(kinds, 3);
        for (int token : tokens) {
            builder.add(token);
        }
        assertArrayEquals(tokens, builder.build().toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 300, 100_000})
    void listsPackedIntoSharedArraysComeBack(int kinds) {
        var packer = new TokenList.Packer(kinds);
        List<TokenList> lists = new ArrayList<>();
        for (int length = 0; length < 500; length++) {
            lists.add(packer.pack(tokens(kinds, length)));
        }
        lists.add(packer.pack(tokens(kinds, 200_000)));
        lists.add(packer.pack(tokens(kinds, 3)));
        for (int length = 0; length < 500; length++) {
            assertArrayEquals(tokens(kinds, length), lists.get(length).toArray());
        }
        assertArrayEquals(tokens(kinds, 200_000), lists.get(500).toArray());
        assertArrayEquals(tokens(kinds, 3), lists.get(501).toArray());
    }

    @Test
    void aPartOfAPartHasItsTokens() {
        TokenList part = TokenList.of(5, 6, 7, 8, 9).part(1, 5).part(1, 3);
        assertArrayEquals(new int[] {7, 8}, part.toArray());
    }

    @Test
    void aPartEndsWhereItEnds() {
        TokenList part = TokenList.of(5, 6, 7).part(0, 2);
        var error = assertThrows(IndexOutOfBoundsException.class, () -> part.get(2));
        assertEquals("place 2 of 2 tokens", error.getMessage());
    }

    @Test
    void aPartMustLieInTheList() {
        var error = assertThrows(
                IndexOutOfBoundsException.class, () -> TokenList.of(5, 6).part(1, 3));
        assertEquals("places 1 to 3 of 2 tokens", error.getMessage());
    }

    @Test
    void aTokenThatTheBytesDoNotHoldIsRefused() {
        var builder = new TokenList.Builder(256, 1);
        var error = assertThrows(IllegalArgumentException.class, () -> builder.add(256));
        assertEquals("a token here must be in 0 .. 255 but is 256", error.getMessage());
    }
}

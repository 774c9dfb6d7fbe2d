package dev.unroll.house.foreign;

import java.util.Arrays;
import java.util.List;

/**
 * The forms in which a fuzz test reads an input: all of them, except while the fuzzer looks for inputs. Then one of them is
 * enough, which the bytes choose: a fuzzer finds by the number of its tries, and an input that fails is kept, to be read in all
 * forms ever after.
 */
public final class Forms {

    /** What Jazzer is told by: JUnit runs the inputs that are kept where it is not set. */
    private static final boolean IS_FUZZING = System.getenv("JAZZER_FUZZ") != null;

    private Forms() {}

    /** Returns the forms in which some bytes are read, in order. */
    public static <F> List<F> of(byte[] bytes, List<F> forms) {
        return IS_FUZZING ? List.of(chosen(bytes, forms)) : forms;
    }

    /** Returns the form that some bytes choose: always the same one. */
    static <F> F chosen(byte[] bytes, List<F> forms) {
        return forms.get(Math.floorMod(Arrays.hashCode(bytes), forms.size()));
    }
}

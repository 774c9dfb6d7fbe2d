package dev.unroll.core.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientClipTest {

    @Test
    void aLongGradientIsShortenedAndItsNormBeforeReturned() {
        float[] gradients = {3, 0, -4};
        assertEquals(5, GradientClip.byNorm(0.5).clip(gradients, new GradientNorm(3)));
        assertArrayEquals(new float[] {0.3f, 0, -0.4f}, gradients, 1e-6f);
    }

    @Test
    void aShortGradientStaysAsItIs() {
        float[] gradients = {3, 0, -4};
        assertEquals(5, GradientClip.byNorm(5.1).clip(gradients, new GradientNorm(3)));
        assertArrayEquals(new float[] {3, 0, -4}, gradients);
    }

    @Test
    void aGradientOfZeroAndNoGradientStayAsTheyAre() {
        float[] zeros = new float[3];
        assertEquals(0, GradientClip.byNorm(1).clip(zeros, new GradientNorm(3)));
        assertArrayEquals(new float[3], zeros);
        assertEquals(0, GradientClip.byNorm(1).clip(new float[0], new GradientNorm(0)));
    }

    @Test
    void aNormThatIsNotFiniteIsReturnedAndNothingIsHidden() {
        float[] gradients = {1, Float.NaN, 2};
        assertTrue(Double.isNaN(GradientClip.byNorm(1).clip(gradients, new GradientNorm(3))));
        assertArrayEquals(new float[] {1, Float.NaN, 2}, gradients);
        float[] infinite = {1, Float.NEGATIVE_INFINITY};
        assertEquals(Double.POSITIVE_INFINITY, GradientClip.byNorm(1).clip(infinite, new GradientNorm(2)));
        assertArrayEquals(new float[] {1, Float.NEGATIVE_INFINITY}, infinite);
    }

    @Test
    void squaresDoNotOverflow() {
        float[] gradients = {Float.MAX_VALUE, Float.MAX_VALUE};
        assertEquals(Float.MAX_VALUE * Math.sqrt(2), new GradientNorm(2).of(gradients), 1e24);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void anyNumberOfThreadsFindsTheSameNorm(int threads) {
        float[] gradients = new float[5 * GradientNorm.TILE + 77];
        double squares = 0;
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (float) CounterHash.normal(3, Purpose.INITIALIZATION, i, 0, 0, 0);
            squares += (double) gradients[i] * gradients[i];
        }
        GradientNorm norm = new GradientNorm(gradients.length);
        double alone = norm.of(gradients);
        assertEquals(Math.sqrt(squares), alone, 1e-6 * alone);
        try (Team team = Team.of(threads)) {
            GradientNorm shared = new GradientNorm(gradients.length);
            int tiles = shared.tiles();
            team.run((member, members) -> shared.measure(
                    Kernels.fastest(),
                    gradients,
                    Team.from(member, members, tiles),
                    Team.from(member + 1, members, tiles)));
            assertEquals(alone, shared.norm());
        }
    }

    @Test
    void byValueEachElementIsCutOffAndTheNormBeforeReturned() {
        float[] gradients = {3, -0.5f, 0, -4, 0.25f};
        assertEquals(Math.sqrt(25.3125), GradientClip.byValue(0.5).clip(gradients, new GradientNorm(5)));
        assertArrayEquals(new float[] {0.5f, -0.5f, 0, -0.5f, 0.25f}, gradients);
    }

    @Test
    void aValueThatCannotBeIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> GradientClip.byValue(-1));
        assertEquals("max_value must be above 0.0 but is -1.0", error.getMessage());
    }

    @Test
    void aNormThatCannotBeIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> GradientClip.byNorm(0));
        assertEquals("max_norm must be above 0.0 but is 0.0", error.getMessage());
        var length = assertThrows(IllegalArgumentException.class, () -> new GradientNorm(3).of(new float[4]));
        assertEquals("the norm is of 3 gradients but there are 4", length.getMessage());
    }
}

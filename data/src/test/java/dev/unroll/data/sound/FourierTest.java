package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FourierTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 64, 256, 3, 15, 100, 300})
    void thePowersAreThoseOfTheSum(int size) {
        double[] frame = new double[size];
        for (int n = 0; n < size; n++) {
            frame[n] = StrictMath.sin(n * n * 0.37) + 0.1 * n / size;
        }
        var fourier = new Fourier(size);
        double[] power = new double[size / 2 + 1];
        fourier.power(frame, power);

        for (int k = 0; k < power.length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < size; n++) {
                re += frame[n] * StrictMath.cos(2 * StrictMath.PI * k * n / size);
                im -= frame[n] * StrictMath.sin(2 * StrictMath.PI * k * n / size);
            }
            assertEquals(re * re + im * im, power[k], 1e-9, "power " + k);
        }
    }
}

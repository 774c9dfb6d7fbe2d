package dev.unroll.data.sound;

/** The features of a sound, each as its formula has it and as slowly: what {@link SoundFeatures} must agree with. */
final class SlowFeatures {

    private SlowFeatures() {}

    /** Returns Σ_k filter_m(f_k)·|X_t(k)|², [T, M]. */
    static double[][] power(Sound sound, Frames frames, int mels, double low, double high) {
        int size = frames.fft();
        double[][] power = new double[1 + sound.length() / frames.hop()][mels];
        for (int t = 0; t < power.length; t++) {
            for (int k = 0; k <= size / 2; k++) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < size; n++) {
                    double x = window(frames, n) * mirrored(sound, t * frames.hop() + n - size / 2);
                    re += x * StrictMath.cos(2 * StrictMath.PI * k * n / size);
                    im -= x * StrictMath.sin(2 * StrictMath.PI * k * n / size);
                }
                int half = sound.rate() / 2;
                int last = size / 2;
                for (int m = 0; m < mels; m++) {
                    double hertz = half * (double) k / last;
                    power[t][m] += filter(m, hertz, mels, low, high) * (re * re + im * im);
                }
            }
        }
        return power;
    }

    private static double window(Frames frames, int n) {
        int inside = n - (frames.fft() - frames.window()) / 2;
        return inside < 0 || inside >= frames.window()
                ? 0
                : 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * inside / frames.window());
    }

    private static double mirrored(Sound sound, int at) {
        int place = at;
        while (place < 0 || place >= sound.length()) {
            place = place < 0 ? -place : 2 * (sound.length() - 1) - place;
        }
        return sound.at(place);
    }

    private static double filter(int m, double hertz, int mels, double low, double high) {
        double left = point(m, mels, low, high);
        double top = point(m + 1, mels, low, high);
        double right = point(m + 2, mels, low, high);
        if (hertz <= left || hertz >= right) {
            return 0;
        }
        return hertz <= top ? (hertz - left) / (top - left) : (right - hertz) / (right - top);
    }

    private static double point(int i, int mels, double low, double high) {
        double from = 2595 * StrictMath.log10(1 + low / 700);
        double to = 2595 * StrictMath.log10(1 + high / 700);
        return 700 * (StrictMath.pow(10, (from + (to - from) * i / (mels + 1)) / 2595) - 1);
    }

    /** Returns ln(power + 1e-10), [T, M]. */
    static double[][] logMel(double[][] power) {
        double[][] logarithms = new double[power.length][power[0].length];
        for (int t = 0; t < power.length; t++) {
            for (int m = 0; m < power[t].length; m++) {
                logarithms[t][m] = StrictMath.log(power[t][m] + 1e-10);
            }
        }
        return logarithms;
    }

    /** Returns the first coefficients of the cosine transform of decibels, [T, K]. */
    static double[][] mfcc(double[][] power, int coefficients) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (double[] frame : power) {
            for (double value : frame) {
                loudest = Math.max(loudest, 10 * StrictMath.log10(Math.max(1e-10, value)));
            }
        }
        int mels = power[0].length;
        double[][] mfcc = new double[power.length][coefficients];
        for (int t = 0; t < power.length; t++) {
            for (int k = 0; k < coefficients; k++) {
                for (int m = 0; m < mels; m++) {
                    double decibel = 10 * StrictMath.log10(Math.max(1e-10, power[t][m]));
                    mfcc[t][k] += Math.max(loudest - 80, decibel)
                            * StrictMath.cos(StrictMath.PI / mels * (m + 0.5) * k)
                            * StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / mels);
                }
            }
        }
        return mfcc;
    }

    /** Returns the slopes over five frames, [T, F]. */
    static double[][] deltas(double[][] frames) {
        double[][] slopes = new double[frames.length][frames[0].length];
        for (int t = 0; t < frames.length; t++) {
            for (int j = 0; j < frames[t].length; j++) {
                slopes[t][j] = (2 * at(frames, t + 2, j)
                                + at(frames, t + 1, j)
                                - at(frames, t - 1, j)
                                - 2 * at(frames, t - 2, j))
                        / 10;
            }
        }
        return slopes;
    }

    private static double at(double[][] frames, int t, int j) {
        return frames[Math.clamp(t, 0, frames.length - 1)][j];
    }
}

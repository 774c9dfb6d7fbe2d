package dev.unroll.core.model;

import java.util.ArrayList;
import java.util.List;

/** An answer and how probable the model holds it, 0 to 1. */
public record Prediction(String label, double probability) {

    /** Returns a prediction for each label, the most probable first; of equal ones in the order of the labels. */
    public static List<Prediction> ranked(List<String> labels, float[] probabilities) {
        List<Prediction> ranked = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            ranked.add(new Prediction(labels.get(i), probabilities[i]));
        }
        ranked.sort((a, b) -> Double.compare(b.probability, a.probability));
        return ranked;
    }
}

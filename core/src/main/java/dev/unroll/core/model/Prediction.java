package dev.unroll.core.model;

/** An answer and how probable the model holds it, 0 to 1. */
public record Prediction(String label, double probability) {}

/**
 * What a user saves, loads and asks: a {@link dev.unroll.core.model.Model} is a network with the way from a text to the
 * indices that it reads, or from measured numbers to vectors, and from its outputs to labels.
 *
 * <p>A {@link dev.unroll.core.model.Classifier}, a {@link dev.unroll.core.model.LanguageModel} and a
 * {@link dev.unroll.core.model.Tagger} ask it for labels and texts, a {@link dev.unroll.core.model.Regressor} for values, a
 * {@link dev.unroll.core.model.Forecaster} for what comes next of a series. A model is an
 * immutable value, with a plain data form (maps, lists, strings, Booleans) for its {@code config.json}; reading that back
 * names the place of whatever is wrong.
 */
package dev.unroll.core.model;

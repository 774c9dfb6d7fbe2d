/**
 * Parts at work, each with a run and, if it has parameters, weights of its own, and what all of them share.
 *
 * <p>A {@link dev.unroll.core.pass.part.PartRun} takes rows forward and their gradient back; {@link
 * dev.unroll.core.pass.part.PartWeights} are a part's parameters ready to run; {@link dev.unroll.core.pass.part.Material} and
 * {@link dev.unroll.core.pass.part.Means} are what both are made with, and a {@link dev.unroll.core.pass.part.Pass} is what
 * one pass is about. Not exported: public only for the packages beside it.
 */
package dev.unroll.core.pass.part;

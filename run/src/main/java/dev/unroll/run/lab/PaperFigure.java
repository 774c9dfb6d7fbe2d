package dev.unroll.run.lab;

/**
 * What a paper reports of a problem.
 *
 * @param cell of the paper
 * @param source who and when
 * @param report in a sentence
 */
public record PaperFigure(String cell, String source, String report) {}

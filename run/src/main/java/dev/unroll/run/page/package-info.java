/**
 * Pages that show what a network did: one self-contained HTML file each, without scripts and without the network.
 *
 * <p>A page is a Mustache template, which escapes whatever it is given, filled with plain data; its pictures are SVG
 * written by {@link dev.unroll.run.page.Svg}, which escapes too, and take their colors from the one style sheet, so that
 * they follow the reader's choice of light or dark. A policy in the page forbids scripts, requests and any style but that
 * sheet. Every picture's numbers also stand in a table.
 */
package dev.unroll.run.page;

/**
 * What a training needs to go on, by name, and the folder that keeps it: written whole or not at all. Uses {@code form} and
 * {@code tensorfile}.
 */
package dev.unroll.core.checkpoint;

/**
 * Plain data (maps, lists, strings, numbers, Booleans): how they are read with errors that name the place, and written as
 * JSON. Uses no other package.
 */
package dev.unroll.core.form;

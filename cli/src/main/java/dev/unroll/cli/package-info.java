/** To be written. */
package dev.unroll.cli;

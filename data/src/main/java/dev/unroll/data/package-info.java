/** To be written. */
package dev.unroll.data;

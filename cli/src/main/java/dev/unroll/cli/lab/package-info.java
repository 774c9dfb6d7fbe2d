/** Experiments on fresh networks. */
package dev.unroll.cli.lab;

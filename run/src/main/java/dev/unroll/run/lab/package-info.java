/** Experiments on fresh networks, one class each: what textbooks say of training, measured. */
package dev.unroll.run.lab;

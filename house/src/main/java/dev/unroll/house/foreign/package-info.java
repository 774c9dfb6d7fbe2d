/**
 * What must hold of every reader of foreign bytes, for the fuzz tests of the other modules.
 *
 * <p>{@link dev.unroll.house.foreign.Foreign} runs a reader on some bytes and says whether what it did is allowed. {@link
 * dev.unroll.house.foreign.MemoryFolder} is where such tests put their files: a million small files are slow on a disk.
 * {@link dev.unroll.house.foreign.Forms} keeps a fuzzer from reading each input in each of many forms.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.house.foreign;

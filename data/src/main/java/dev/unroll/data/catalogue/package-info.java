/**
 * The data sets that Unroll knows by name: what they are, where they come from, and where they lie.
 *
 * <p>The {@link dev.unroll.data.catalogue.Catalogue} lists them with their license, source and the SHA-256 of every
 * file. A {@link dev.unroll.data.catalogue.DataHome} is the folder that they lie in.
 */
package dev.unroll.data.catalogue;

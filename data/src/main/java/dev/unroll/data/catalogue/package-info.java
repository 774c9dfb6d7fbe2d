/**
 * The data sets that Unroll knows by name: what they are, where they come from, how they are fetched, where they lie.
 *
 * <p>The {@link dev.unroll.data.catalogue.Catalogue} lists them with their license, source and the SHA-256 of every
 * file. A {@link dev.unroll.data.catalogue.DataHome} is the folder that they lie in. A
 * {@link dev.unroll.data.catalogue.Download} brings a file there, whole and compared with its checksum, or not at all. An
 * {@link dev.unroll.data.catalogue.Unpacking} opens an archive that may be hostile. No server is believed in anything.
 */
package dev.unroll.data.catalogue;

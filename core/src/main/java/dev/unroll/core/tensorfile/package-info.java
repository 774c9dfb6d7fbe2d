/**
 * Tensors on disk, in the safetensors format of Hugging Face, as PyTorch's users exchange them.
 *
 * <p>A {@link dev.unroll.core.tensorfile.TensorFile} is a value: tensors by name, and a few words of metadata. Reading
 * trusts nothing: every length, name, type, shape and offset is checked before anything is allocated for it, and what is
 * wrong is said in one sentence. Writing is atomic: a file is there whole or not at all. Nothing here knows of networks.
 */
package dev.unroll.core.tensorfile;

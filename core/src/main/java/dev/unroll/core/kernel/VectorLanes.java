package dev.unroll.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector width of this JVM, shared by all vector classes. */
final class VectorLanes {

    /** The widest vectors this CPU likes, at most 512 bits: a block of columns is no wider. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > Panels.BLOCK
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    static final int LANES = FLOATS.length();

    /** Whether there are 32 registers, as far as one knows: there are wherever vectors have 512 bits. */
    static final boolean MANY_REGISTERS = LANES == Panels.BLOCK;

    /** Whether the CPU masks such vectors: AVX's and wider ones. Without, a masked store is a call that allocates. */
    static final boolean MASKS = LANES > 4;

    private VectorLanes() {}
}

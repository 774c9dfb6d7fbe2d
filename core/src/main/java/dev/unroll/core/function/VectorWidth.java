package dev.unroll.core.function;

import dev.unroll.core.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vector width of the kernels. Nothing may load this class where the module jdk.incubator.vector is absent. */
final class VectorWidth {

    static final int LANES = Kernels.fastest().lanes();

    static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_64.withShape(VectorShape.forBitSize(Float.SIZE * LANES));

    private VectorWidth() {}
}

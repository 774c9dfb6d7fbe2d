package dev.unroll.core;

import java.io.IOException;

/** How one kind of PyTorch's cases is put to Unroll. */
@FunctionalInterface
interface ParityCase {

    /** Asks Unroll what PyTorch was asked, and asserts that the answers agree. */
    void check(PyTorchCase given) throws IOException, NotSupportedException;
}

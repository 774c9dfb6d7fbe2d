package dev.unroll.run.config;

import dev.unroll.core.form.WordOrText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cell of a decoder: that of its source, or one of its own.
 *
 * @param choice as configurations write it, or {@code as_source}
 */
public record DecoderCell(CellChoice choice) implements WordOrText {

    private static final String AS_SOURCE = "as_source";

    /** Returns the cell that a text means; empty if it means none. */
    public static Optional<DecoderCell> read(String text) {
        boolean isKnown = text.equals(AS_SOURCE)
                || CellChoice.read(text).filter(own -> !own.isByHand()).isPresent();
        return Optional.of(new DecoderCell(new CellChoice(text))).filter(_ -> isKnown);
    }

    /** Returns {@code as_source} and the names of the cells that a decoder can have: all but that which answers itself. */
    public static List<String> words() {
        Stream<String> cells = CellChoice.words().stream().filter(name -> !new CellChoice(name).isByHand());
        return Stream.concat(Stream.of(AS_SOURCE), cells).toList();
    }

    /** Returns what it must be, as the middle of a sentence. */
    public static String expectation() {
        return "one of " + String.join(", ", words()) + ", or a file of equations, mine.cell,";
    }

    /** Returns the decoder's own cell; empty if it is that of the source. */
    Optional<CellChoice> own() {
        return Optional.of(choice).filter(_ -> !written().equals(AS_SOURCE));
    }

    /** Returns the decoder's cell, where the source has this one. */
    public CellChoice orSource(CellChoice source) {
        return own().orElse(source);
    }

    @Override
    public String written() {
        return choice.written();
    }

    @Override
    public String toString() {
        return written();
    }
}

package dev.unroll.core.piece;

import dev.unroll.core.form.Data;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How a text is parted into words, beyond which no piece goes, and a word into the symbols that are its smallest pieces. */
public sealed interface WordCut permits SpacedWords, ByteWords, MetaspaceWords, EndMarkedWords {

    /** Gives the symbols of each word of a text, in order, to an action; no word is empty. */
    void forEach(String text, Consumer<List<String>> action);

    /** Returns pieces as one text. */
    String join(List<String> pieces);

    /** Returns the plain data form, which {@link #fromData} reads. */
    Map<String, Object> toData();

    /** Returns the cut of this data form. */
    static WordCut fromData(Data data) {
        return switch (data.kind()) {
            case SpacedWords.KIND -> SpacedWords.fromData(data);
            case ByteWords.KIND -> ByteWords.fromData(data);
            case MetaspaceWords.KIND -> MetaspaceWords.fromData(data);
            case EndMarkedWords.KIND -> EndMarkedWords.fromData(data);
            default ->
                throw data.at("kind")
                        .wrong("must be one of "
                                + String.join(
                                        ", ",
                                        SpacedWords.KIND,
                                        ByteWords.KIND,
                                        MetaspaceWords.KIND,
                                        EndMarkedWords.KIND));
        };
    }

    /** Returns the code points of a text, each as a text. */
    static List<String> codePoints(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }
}

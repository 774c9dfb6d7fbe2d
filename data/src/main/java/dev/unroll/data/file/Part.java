package dev.unroll.data.file;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A part of a corpus, told by the words in a file's name. */
public enum Part {
    TRAIN("train"),
    VALIDATION("dev"),
    TEST("test");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    /** Returns the usual word in a name: how an error calls it. */
    public String word() {
        return word;
    }

    /** Returns the part that one word stands for, in lower case. */
    public static Optional<Part> named(String word) {
        return switch (word) {
            case "train", "training" -> Optional.of(TRAIN);
            case "dev", "valid", "val", "validation", "development", "testa" -> Optional.of(VALIDATION);
            case "test", "testing", "testb" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }

    /** Returns the parts that a file's name has the words of: in {@code en_ewt-ud-train.conllu} the first. */
    public static Set<Part> of(Path file) {
        var parts = EnumSet.noneOf(Part.class);
        BETWEEN_WORDS
                .splitAsStream(Names.withoutGz(file).toLowerCase(Locale.ROOT))
                .forEach(word -> named(word).ifPresent(parts::add));
        return parts;
    }
}

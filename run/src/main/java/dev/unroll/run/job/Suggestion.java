package dev.unroll.run.job;

import static dev.unroll.core.form.Sentence.counted;

import dev.unroll.core.input.Texts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.data.TextDataset;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorData;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.VectorSummary;
import dev.unroll.data.pair.PairDataset;
import dev.unroll.data.series.SeriesWindows;
import dev.unroll.data.speech.SpeechDataset;
import dev.unroll.data.tagged.TaggedSentences;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable.Format;
import dev.unroll.run.config.Recipes;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable.Task;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Readers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to learn of data, and how, if no recipe is named: the recipe for data of their kind, with what their size and their
 * lengths ask for.
 *
 * @param found the data, by name and in a few words
 * @param kind what is learned of them, in a few words
 * @param settings {@code key=value} each, which come after the recipe
 */
record Suggestion(String found, String kind, String recipe, List<String> settings) {

    /** Longer texts are cut: a step costs time, and few texts say something new after so many words or letters. */
    private static final int LONGEST = 600;

    /** Texts of no more words are names, single words or codes: their letters say more. */
    private static final int FEW_WORDS = 3;

    /** Words are shorter on the mean, or what stands between blanks are no words. */
    private static final int LONG_WORD = 15;

    /** Lines of a file are texts of their own if nearly all are no longer than a name or a title. */
    private static final int LONG_LINE = 30;

    /** Among lines that are texts of their own, a smaller part is blank. */
    private static final double MANY_BLANK = 0.05;

    /** Of fewer examples than these, smaller networks learn no less. */
    private static final int FEW_EXAMPLES = 5000;

    /** Of fewer texts than these, words have to be hidden more often than not. */
    private static final int FEW_TEXTS = 3000;

    /** Of fewer texts than these, a word that occurs once may be all that a text has. */
    private static final int VERY_FEW_EXAMPLES = 500;

    /** Of more texts than these, larger batches still make updates enough. */
    private static final int MANY_EXAMPLES = 20_000;

    /** A text of fewer letters has few streams that can be read side by side. */
    private static final int SHORT_TEXT = 200_000;

    /** The longest sequences all of whose steps are read side by side. */
    private static final int MOST_FLATTENED = 100;

    /** Of fewer sequences than these, an epoch of large batches has few updates. */
    private static final int FEW_SEQUENCES = 500;

    /** So many texts are looked at for what only web pages have. */
    private static final int LOOKED_AT = 1000;

    private static final Pattern LINE_BREAK = Pattern.compile("<br\\s*/?>", Pattern.CASE_INSENSITIVE);

    Suggestion {
        settings = List.copyOf(settings);
    }

    /** Returns the examples of data, as far as they are needed to suggest something. */
    static Dataset<?> look(DataSource source, Optional<Task> task) {
        if (task.isEmpty()) {
            return Readers.hasSeries(source) ? new SeriesWindows(Readers.series(source), List.of()) : anyOf(source);
        }
        return switch (task.get()) {
            case TAG -> Readers.taggedSentences(source);
            case REGRESS -> Readers.values(source);
            case NEXT_TOKEN -> textsOf(source);
            case FORECAST -> new SeriesWindows(Readers.series(source), List.of());
            case TRANSDUCE -> Readers.transduced(source);
            case CLASSIFY ->
                Readers.hasVectors(source) ? Readers.vectors(source) : Readers.labeledTexts(source, source.form());
        };
    }

    /** Returns whatever is there; where labels are missing, the error says that texts alone will do for another task. */
    private static Dataset<?> anyOf(DataSource source) {
        try {
            return Readers.any(source);
        } catch (DataException e) {
            if (hasTexts(source)) {
                throw new DataException(
                        e.getMessage() + "\nTo learn what comes next in the texts alone, say --set task=next_token", e);
            }
            throw e;
        }
    }

    private static boolean hasTexts(DataSource source) {
        try {
            return !Readers.hasVectors(source)
                    && !Readers.texts(source, source.form()).all().isEmpty();
        } catch (DataException | ConfigException e) {
            return false;
        }
    }

    /** Returns texts, with their classes if they have any: what comes next can be learned of others too. */
    private static Dataset<?> textsOf(DataSource source) {
        try {
            return Readers.any(source);
        } catch (DataException e) {
            return Readers.texts(source, source.form());
        }
    }

    /** Returns what to do with data that were found. */
    static Suggestion of(Dataset<?> found, TrainConfig asked) {
        return switch (found) {
            case VectorDataset vectors -> ofVectors(vectors);
            case SeriesWindows windows -> SeriesSuggestion.of(windows.dataset());
            case ValueDataset values -> ofValues(values);
            case TaggedSentences sentences -> ofTags(sentences);
            case PairDataset pairs -> PairSuggestion.of(pairs);
            case SpeechDataset sounds -> SpeechSuggestion.of(sounds);
            case TextDataset texts when asked.training().task() == Task.NEXT_TOKEN -> ofLines(texts, "label");
            case TextDataset texts -> ofClasses(texts);
            default -> isOneText(found, asked) ? ofOneText(found) : ofLines(found, "end");
        };
    }

    /** Returns the configuration, with what somebody wants to be different. */
    TrainConfig config(List<String> assignments) throws IOException {
        return Recipes.read(
                recipe, Stream.concat(settings.stream(), assignments.stream()).toList());
    }

    /**
     * Returns what to say of it: what was found, and what was chosen.
     *
     * @param assignments what somebody wants to be different, which is not said to be chosen
     */
    List<String> reasons(List<String> assignments) {
        Set<String> asked = assignments.stream().map(Suggestion::key).collect(Collectors.toSet());
        List<String> chosen = settings.stream()
                .filter(setting -> !asked.contains(key(setting)))
                .toList();
        return List.of(
                found + "; so " + kind + ", as the recipe " + recipe + " does it",
                (chosen.isEmpty() ? "" : "with " + String.join(" ", chosen) + "; ")
                        + "--print-config shows every key, --set changes it");
    }

    /** Returns whether an assignment says what to learn. */
    static boolean isOfTask(String assignment) {
        return key(assignment).equals("task");
    }

    /** Returns the key of an assignment, without the name of its table. */
    private static String key(String assignment) {
        String key = Texts.strip(assignment.substring(0, Math.max(0, assignment.indexOf('='))));
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private static Suggestion ofClasses(TextDataset texts) {
        Lengths words = Lengths.inWords(texts);
        Lengths letters = Lengths.of(texts);
        String classes = texts.name() + ": " + counted(texts.all().size(), "text") + " of "
                + counted(texts.labels().size(), "class", "classes") + ", ";
        boolean areWords = words.median() > FEW_WORDS && letters.total() < LONG_WORD * words.total();
        return areWords
                ? ofWords(texts, words, classes + counted(words.median(), "word") + " in the median")
                : ofLetters(texts, letters, classes + counted(letters.median(), "letter") + " in the median");
    }

    private static Suggestion ofWords(TextDataset texts, Lengths words, String found) {
        int count = texts.examples().size();
        List<String> settings = new ArrayList<>(parts(texts));
        boolean areOfPages = texts.all().stream()
                .limit(LOOKED_AT)
                .anyMatch(text -> LINE_BREAK.matcher(text.text()).find());
        settings.add("tokens=" + (areOfPages ? "html_words" : "words"));
        settings.add("longest=" + cut(words));
        settings.add("min_count=" + (count < VERY_FEW_EXAMPLES ? 1 : 2));
        settings.add("batch_size=" + (count < MANY_EXAMPLES ? 32 : 64));
        if (count < FEW_TEXTS) {
            // Else they are learned by heart; so much less of each text is seen that it bears being read more often.
            settings.addAll(List.of("epochs=30", "token_dropout=0.5", "input_dropout=0.5"));
        } else {
            settings.add("epochs=" + epochs(count, 115_000, 12));
        }
        return new Suggestion(found, "words, their vectors counted in these texts", "sentiment", settings);
    }

    private static Suggestion ofLetters(TextDataset texts, Lengths letters, String found) {
        List<String> settings = new ArrayList<>(parts(texts));
        settings.add("ascii=false");
        settings.add("longest=" + cut(letters));
        settings.add("hidden_size=" + (texts.examples().size() < FEW_EXAMPLES ? 128 : 256));
        settings.add("epochs=" + epochs(texts.examples().size(), 200_000, 40));
        return new Suggestion(found, "letter by letter", "names", settings);
    }

    private static Suggestion ofVectors(VectorDataset vectors) {
        Lengths steps = Lengths.of(vectors);
        if (vectors.largest() > 1 && isOneLength(steps)) {
            return ofPictures(vectors, steps);
        }
        List<String> settings = ofSequences(vectors);
        return new Suggestion(
                found(vectors, " of " + counted(vectors.labels().size(), "class", "classes") + ", "),
                "step by step, from both ends",
                "vowels",
                settings);
    }

    private static Suggestion ofPictures(VectorDataset vectors, Lengths steps) {
        List<String> settings = new ArrayList<>(parts(vectors));
        settings.add("readout=" + (steps.longest() <= MOST_FLATTENED ? "flatten" : "max"));
        settings.add("epochs=" + epochs(vectors.examples().size(), 480_000, 40));
        return new Suggestion(
                found(vectors, " of " + counted(vectors.labels().size(), "class", "classes") + ", "),
                "step by step, from both ends",
                "mnist-rows-best",
                settings);
    }

    private static Suggestion ofValues(ValueDataset values) {
        List<String> settings = new ArrayList<>(List.of("task=regress"));
        settings.addAll(ofSequences(values));
        return new Suggestion(
                found(values, " with " + counted(values.values().size(), "value") + ", "),
                "values, step by step, from both ends",
                "vowels",
                settings);
    }

    private static String found(VectorData<?> data, String targets) {
        return data.name() + ": " + counted(data.all().size(), "sequence") + targets
                + counted(Lengths.of(data).median(), "step") + " of " + counted(data.features(), "number");
    }

    private static boolean isOneLength(Lengths steps) {
        return steps.shortest() == steps.longest();
    }

    private static List<String> ofSequences(VectorData<?> data) {
        int count = data.examples().size();
        List<String> settings = new ArrayList<>(parts(data));
        settings.add("epochs=" + epochs(count, 60_000, 200));
        settings.add("batch_size=" + (count < FEW_SEQUENCES ? 8 : 32));
        if (VectorSummary.of(data).missing() > 0) {
            settings.add("missing=interpolate");
        }
        return settings;
    }

    private static Suggestion ofTags(TaggedSentences sentences) {
        List<String> settings = new ArrayList<>(parts(sentences));
        settings.add("epochs=" + epochs(sentences.examples().size(), 150_000, 40));
        String found = sentences.name() + ": " + counted(sentences.all().size(), "sentence") + " with "
                + counted(sentences.tags().size(), "tag");
        return new Suggestion(found, "a tag for each word", "part-of-speech", settings);
    }

    /** Returns whether texts without classes are the lines of one: of nearly any length, or with blank ones between them. */
    private static boolean isOneText(Dataset<?> texts, TrainConfig asked) {
        Lengths lines = Lengths.of(texts);
        return asked.data().format() == Format.TEXT
                || (asked.data().format() == Format.AUTO
                        && (lines.percentile95() > LONG_LINE || texts.report().blank() > lines.count() * MANY_BLANK));
    }

    private static Suggestion ofOneText(Dataset<?> texts) {
        long letters = Lengths.of(texts).total();
        List<String> settings = List.of(
                "format=text",
                "layers=1",
                "hidden_size=" + (letters < SHORT_TEXT ? 128 : 256),
                "batch_size=" + (letters < SHORT_TEXT ? 8 : 32),
                "epochs=" + epochs(letters, 10_000_000, 30));
        return new Suggestion(
                texts.name() + ": one text of " + counted(letters, "letter"),
                "what comes after each letter",
                "shakespeare",
                settings);
    }

    /**
     * Returns what to do with texts of which each is one of its own.
     *
     * @param marks what is read beside the letters
     */
    private static Suggestion ofLines(Dataset<?> texts, String marks) {
        Lengths letters = Lengths.of(texts);
        int count = texts.examples().size();
        List<String> settings = List.of(
                "ascii=false",
                "marks=" + marks,
                "longest=" + cut(letters),
                "hidden_size=" + (count < FEW_EXAMPLES ? 128 : 256),
                "epochs=" + epochs(texts.examples().size(), 200_000, 40));
        return new Suggestion(
                texts.name() + ": " + counted(count, "text") + ", " + counted(letters.median(), "letter")
                        + " in the median",
                "what comes after each letter",
                "names-generate",
                settings);
    }

    /** Returns how data are parted: as they come, if they do. */
    static List<String> parts(Dataset<?> data) {
        return List.of("split=" + (data.test().isEmpty() ? "random" : "official"));
    }

    private static int cut(Lengths tokens) {
        return tokens.longest() > LONGEST ? LONGEST : 0;
    }

    /**
     * Returns the epochs in which so many examples are read in all, repeated ones among them, within bounds: what the recipes
     * do with their own data.
     */
    static int epochs(long examples, long read, int most) {
        return Math.clamp(Math.round(read / (double) Math.max(1, examples)), 2, most);
    }

    /** What examples measure, from the smallest on. */
    private static final class Lengths {

        private final int[] sorted;

        private Lengths(IntStream lengths) {
            sorted = lengths.sorted().toArray();
        }

        static Lengths of(Dataset<?> data) {
            return new Lengths(data.all().stream().mapToInt(Example::length));
        }

        static Lengths inWords(TextDataset data) {
            return new Lengths(data.all().stream()
                    .mapToInt(text -> Tokenizer.HTML_WORDS.tokens(text.text()).size()));
        }

        int count() {
            return sorted.length;
        }

        int shortest() {
            return sorted[0];
        }

        int median() {
            return sorted[sorted.length / 2];
        }

        int percentile95() {
            return sorted[(int) (0.95 * (sorted.length - 1))];
        }

        int longest() {
            return sorted[sorted.length - 1];
        }

        long total() {
            return Arrays.stream(sorted).asLongStream().sum();
        }
    }
}

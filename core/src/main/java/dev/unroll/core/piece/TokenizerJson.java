package dev.unroll.core.piece;

import dev.unroll.core.form.Data;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.piece.EndMarkedWords.Parting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A {@code tokenizer.json} of Hugging Face's tokenizers whose model is BPE. What is not read here is refused with the name of
 * its key: a tokenizer that cuts otherwise than it says is worse than none.
 *
 * @param data the whole file
 */
public record TokenizerJson(Data data) {

    private static final String SUFFIX = "end_of_word_suffix";

    private static final String UNKNOWN = "unk_token";

    /** What a file has, and what is read or changes no token: a post-processor adds only what marks are. */
    private static final Set<String> KEYS = Set.of(
            "version",
            "truncation",
            "padding",
            "added_tokens",
            "normalizer",
            "pre_tokenizer",
            "post_processor",
            "decoder",
            "model");

    private static final Set<String> MODEL_KEYS = Set.of(
            "type",
            "dropout",
            UNKNOWN,
            "continuing_subword_prefix",
            SUFFIX,
            "fuse_unk",
            "byte_fallback",
            "ignore_merges",
            "vocab",
            "merges");

    /** What each pre-tokenizer has; offsets and what older versions repeat change no token. */
    private static final Map<String, Set<String>> CUT_KEYS = Map.of(
            "ByteLevel", Set.of("type", "add_prefix_space", "trim_offsets", "use_regex"),
            "Metaspace", Set.of("type", "replacement", "str_rep", "add_prefix_space", "prepend_scheme", "split"),
            "WhitespaceSplit", Set.of("type"),
            "Whitespace", Set.of("type"));

    /** Returns how a text is cut into words, as the file's pre-tokenizer does. */
    public WordCut cut() {
        requireKnown(data, KEYS);
        if (data.has("version") && !"1.0".equals(data.at("version").value())) {
            throw data.at("version").wrong("must be \"1.0\", the only form that is read here,");
        }
        for (String key : List.of("truncation", "padding")) {
            if (data.has(key)) {
                throw data.at(key).wrong("must be null, for all tokens of a text are read and no others,");
            }
        }
        if (data.has("normalizer") && !type(data.at("normalizer")).equals("NFC")) {
            throw data.at("normalizer").at("type").wrong("must be NFC, for texts are normalized before they are cut,");
        }
        if (!data.has("pre_tokenizer")) {
            throw new IllegalArgumentException(
                    data.place() + " lacks the key \"pre_tokenizer\", without which a whole text is one word");
        }
        Data parts = only(data.at("pre_tokenizer"));
        requireKnown(parts, CUT_KEYS.getOrDefault(type(parts), parts.map().keySet()));
        WordCut cut =
                switch (type(parts)) {
                    case "ByteLevel" -> bytes(parts);
                    case "Metaspace" -> metaspace(parts);
                    case "WhitespaceSplit" -> endMarked(Parting.BLANKS);
                    case "Whitespace" -> endMarked(Parting.CLASSES);
                    default ->
                        throw parts.at("type")
                                .wrong("must be one of ByteLevel, Metaspace, Whitespace, WhitespaceSplit");
                };
        requireDecoder(cut);
        return cut;
    }

    private static void requireKnown(Data object, Set<String> keys) {
        for (String key : object.map().keySet()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(object.place() + " has the key " + Sentence.quoted(key)
                        + ", which is not read; the keys are " + new TreeSet<>(keys));
            }
        }
    }

    private static String type(Data object) {
        return object.at("type").text();
    }

    /** Returns the only pre-tokenizer of a sequence. */
    private static Data only(Data parts) {
        if (!type(parts).equals("Sequence")) {
            return parts;
        }
        List<Data> all = parts.at("pretokenizers").list();
        if (all.size() != 1) {
            throw new IllegalArgumentException(parts.place()
                    + ".pretokenizers must have 1 member, for several are not read, but has " + all.size());
        }
        return all.getFirst();
    }

    private WordCut bytes(Data parts) {
        requireNoSuffix();
        requireFlag(parts, "use_regex", Flag.ON);
        boolean prefix =
                !parts.has("add_prefix_space") || parts.at("add_prefix_space").flag();
        return new ByteWords(prefix ? Prefix.BLANK : Prefix.NONE);
    }

    private WordCut metaspace(Data parts) {
        requireNoSuffix();
        requireFlag(parts, "split", Flag.ON);
        String mark = parts.has("replacement") ? parts.at("replacement").text() : SpacedWords.MARK;
        Prefix prefix = metaspacePrefix(parts);
        return parts.make(() -> new MetaspaceWords(mark, prefix));
    }

    private static Prefix metaspacePrefix(Data parts) {
        if (parts.has("prepend_scheme")) {
            return switch (parts.at("prepend_scheme").text()) {
                case "always", "first" -> Prefix.BLANK;
                case "never" -> Prefix.NONE;
                default -> throw parts.at("prepend_scheme").wrong("must be one of always, first, never");
            };
        }
        return !parts.has("add_prefix_space") || parts.at("add_prefix_space").flag() ? Prefix.BLANK : Prefix.NONE;
    }

    private WordCut endMarked(Parting parting) {
        Data model = data.at("model");
        String suffix = suffix();
        if (suffix.isEmpty()) {
            throw new IllegalArgumentException(model.place() + " lacks the key \"" + SUFFIX
                    + "\", without which pieces cannot be joined to words of blanks again");
        }
        return model.make(() -> new EndMarkedWords(suffix, parting));
    }

    private String suffix() {
        Data model = data.at("model");
        return model.has(SUFFIX) ? model.at(SUFFIX).text() : "";
    }

    private void requireNoSuffix() {
        if (!suffix().isEmpty()) {
            throw data.at("model").at(SUFFIX).wrong("must be null with this pre_tokenizer");
        }
    }

    private void requireDecoder(WordCut cut) {
        if (!data.has("decoder")) {
            return;
        }
        String fitting =
                switch (cut) {
                    case ByteWords _ -> "ByteLevel";
                    case MetaspaceWords _ -> "Metaspace";
                    case EndMarkedWords _, SpacedWords _ -> "BPEDecoder";
                };
        Data decoder = data.at("decoder");
        if (!type(decoder).equals(fitting)) {
            throw decoder.at("type").wrong("must be " + fitting + ", which undoes the pre_tokenizer,");
        }
    }

    /** How a switch of the file must stand. */
    private enum Flag {
        ON,
        OFF
    }

    private static void requireFlag(Data object, String key, Flag needed) {
        if (object.has(key) && object.at(key).flag() != (needed == Flag.ON)) {
            throw object.at(key).wrong("must be " + (needed == Flag.ON) + ", for nothing else is read here,");
        }
    }

    /**
     * Returns the merges, each of which must join two pieces of the vocabulary to a third one.
     *
     * @throws IllegalArgumentException if they do not, or if the numbers of the vocabulary are not 0, 1, 2, …
     */
    public Merges merges() {
        Data model = data.at("model");
        if (model.has("type") && !type(model).equals("BPE")) {
            throw model.at("type").wrong("must be BPE, the only model that is read here,");
        }
        requireFlag(model, "byte_fallback", Flag.OFF);
        requireFlag(model, "ignore_merges", Flag.OFF);
        if (model.has("dropout") && model.at("dropout").number() != 0) {
            throw model.at("dropout").wrong("must be null, for texts are cut in one way only,");
        }
        if (model.has("continuing_subword_prefix")
                && !model.at("continuing_subword_prefix").text().isEmpty()) {
            throw model.at("continuing_subword_prefix").wrong("must be null, for nothing else is read here,");
        }
        Set<String> vocabulary = vocabulary(model.at("vocab"));
        Data list = model.at("merges");
        requireKnown(model, MODEL_KEYS);
        if (!(list.value() instanceof List<?> all)) {
            throw list.wrong("must be a list");
        }
        var merges = new ArrayList<Merge>(all.size());
        for (Object element : all) {
            merges.add(merge(list.place() + "[" + merges.size() + "]", element, vocabulary));
        }
        return list.make(() -> new Merges(merges));
    }

    private static Merge merge(String place, Object element, Set<String> vocabulary) {
        var data = new Data(place, element);
        Merge merge = data.make(() -> {
            if (element instanceof String text) {
                return Merge.parse(text);
            }
            if (element instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof String left
                    && pair.get(1) instanceof String right) {
                return new Merge(left, right);
            }
            throw data.wrong("must be two pieces");
        });
        for (String piece : List.of(merge.left(), merge.right(), merge.joined())) {
            if (!vocabulary.contains(piece)) {
                throw new IllegalArgumentException(place + " joins \"" + merge.left() + "\" and \"" + merge.right()
                        + "\", but model.vocab lacks \"" + piece + "\"");
            }
        }
        return merge;
    }

    /** Returns the pieces, whose numbers are checked; those of added tokens are among the numbers. */
    private Set<String> vocabulary(Data vocab) {
        Map<String, Object> pieces = vocab.map();
        var owners = new HashMap<Integer, String>();
        pieces.forEach((piece, id) -> own(owners, new Data(vocab.place() + "." + piece, id), piece));
        if (data.has("added_tokens")) {
            for (Data added : data.at("added_tokens").list()) {
                if (!added.has("special") || !added.at("special").flag()) {
                    throw new IllegalArgumentException(added.place()
                            + ".special must be true, for tokens that are cut before all others are not read");
                }
                own(owners, added.at("id"), added.at("content").text());
            }
        }
        for (int id = 0; id < owners.size(); id++) {
            if (!owners.containsKey(id)) {
                throw new IllegalArgumentException(vocab.place() + " must have the numbers 0 to " + (owners.size() - 1)
                        + ", as many as it has pieces, but lacks " + id);
            }
        }
        requireUnknown(owners);
        return pieces.keySet();
    }

    private void requireUnknown(Map<Integer, String> owners) {
        Data model = data.at("model");
        if (model.has(UNKNOWN)) {
            String unknown = model.at(UNKNOWN).text();
            if (!unknown.isEmpty() && !owners.containsValue(unknown)) {
                throw model.at(UNKNOWN).wrong("must be a piece of the vocabulary");
            }
        }
    }

    private static void own(Map<Integer, String> owners, Data id, String piece) {
        int number = id.whole();
        if (number < 0) {
            throw id.wrong("must be at least 0");
        }
        String other = owners.putIfAbsent(number, piece);
        if (other != null && !other.equals(piece)) {
            throw new IllegalArgumentException(
                    id.place() + " is " + number + ", which is the number of \"" + other + "\" too");
        }
    }
}

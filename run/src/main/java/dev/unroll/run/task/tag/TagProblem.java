package dev.unroll.run.task.tag;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Reading;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.score.Spans;
import dev.unroll.core.task.Tag;
import dev.unroll.core.task.Task;
import dev.unroll.core.trace.NonFinitePlace;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Split;
import dev.unroll.data.TaggedSentence;
import dev.unroll.data.baseline.MentionDictionary;
import dev.unroll.data.baseline.MostFrequentTag;
import dev.unroll.data.baseline.Tagger;
import dev.unroll.data.embedding.WordVectors;
import dev.unroll.data.tagged.TaggedSentences;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.explain.LabelQuestion;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.TrainingData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which tag each word of a sentence has. */
final class TagProblem implements Problem<TaggedSentence> {

    /** Sentences that are answered at once; no result depends on it. */
    private static final int AT_ONCE = 64;

    /** Of more tags than these, a warning names some. */
    private static final int MOST_NAMED = 8;

    /** The most words of an example of what to ask. */
    private static final int LONGEST_ASKED = 10;

    private final WordEncoder words;
    private final List<String> tags;

    TagProblem(WordEncoder words, List<String> tags) {
        this.words = words;
        this.tags = tags;
    }

    /** Reads the sentences of a configuration; the encoder knows the words and letters of the training part. */
    static TrainingData<TaggedSentence> learn(TrainConfig config, DataSource source) {
        TaggedSentences sentences = Readers.taggedSentences(source);
        try {
            Split<TaggedSentence> split = TrainingData.split(config, sentences);
            var encoder = WordEncoder.learn(
                    wordsOf(split.train()),
                    TextEncoding.normalization(config.data()),
                    new Vocabulary.Limits(
                            config.data().minCount(), config.data().maxVocabulary()));
            var problem = new TagProblem(encoder, sentences.tags());
            return new TrainingData<>(sentences, "", split, problem, wordVectors(config.model(), encoder));
        } catch (IllegalArgumentException e) {
            throw new DataException(sentences.name() + ": " + e.getMessage(), e);
        }
    }

    private static List<List<String>> wordsOf(List<TaggedSentence> sentences) {
        return sentences.stream().map(TaggedSentence::words).toList();
    }

    private static Optional<WordVectors> wordVectors(ModelTable model, WordEncoder encoder) {
        return model.vectors().equals(ModelTable.NO_VECTORS)
                ? Optional.empty()
                : Optional.of(WordVectors.read(Path.of(model.vectors()), encoder.words(), model.embeddingSize()));
    }

    @Override
    public Task task() {
        return new Tag(tags);
    }

    @Override
    public WordEncoder input() {
        return words;
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "sentence" : "sentences";
    }

    @Override
    public String outputUnit() {
        return "tag";
    }

    /** Returns words as vectors beside what a layer, read from both ends, makes of their letters. */
    @Override
    public InputSpec inputSpec(ModelTable model) {
        NetworkSpec letters = NetworkSpec.reading(
                        new InputSpec.Embedding(words.letters().size(), model.letterEmbeddingSize()))
                .then(width -> new Layer(
                        model.cell().of(width, model.letterHiddenSize(), model.letterHiddenSize()),
                        Reading.BIDIRECTIONAL))
                .then(new Readout.LastStep());
        return new InputSpec.Words(words.words().size(), model.embeddingSize(), letters);
    }

    @Override
    public Dataset<TaggedSentence> read(DataSource source) {
        return Readers.taggedSentences(source);
    }

    @Override
    public Examples encode(List<TaggedSentence> examples) {
        Map<String, Integer> indices = new HashMap<>();
        tags.forEach(tag -> indices.put(tag, indices.size()));
        int[][] labels = new int[examples.size()][];
        for (int i = 0; i < labels.length; i++) {
            TaggedSentence sentence = examples.get(i);
            labels[i] = sentence.tags().stream()
                    .mapToInt(tag -> indices.getOrDefault(tag, -1))
                    .toArray();
            for (int t = 0; t < labels[i].length; t++) {
                if (labels[i][t] < 0) {
                    throw new DataException("there is a tag that the model does not know: \""
                            + sentence.tags().get(t) + "\", of \""
                            + sentence.words().get(t) + "\" in "
                            + sentence.excerpt()
                            + sentence.inPlace() + "; it knows " + String.join(", ", tags));
                }
            }
        }
        return new Examples(words.encode(wordsOf(examples)), Labels.ofSteps(labels), i -> examples.get(i)
                .called(i));
    }

    @Override
    public void count(Dataset<TaggedSentence> dataset, Map<String, Object> counts) {
        counts.put("words", TaggedSentences.words(dataset.all()));
        counts.put("labels", tags.size());
        counts.put("vocabulary", words.words().size());
        counts.put("letters", words.letters().size());
    }

    @Override
    public List<String> warnings(Dataset<TaggedSentence> dataset, Split<TaggedSentence> split) {
        List<String> never = tags.stream()
                .filter(tag -> split.train().stream()
                        .noneMatch(sentence -> sentence.tags().contains(tag)))
                .toList();
        return never.isEmpty()
                ? List.of()
                : List.of("no sentence to learn from has the " + (never.size() == 1 ? "tag " : "tags ")
                        + String.join(", ", never.subList(0, Math.min(MOST_NAMED, never.size())))
                        + (never.size() > MOST_NAMED
                                ? " and " + Sentence.counted(never.size() - MOST_NAMED, "other")
                                : "")
                        + ", so " + (never.size() == 1 ? "it" : "they") + " cannot be learned");
    }

    /** Returns the tags that a network gives to sentences. */
    List<List<String>> answers(Network network, List<TaggedSentence> examples, Team team) {
        var run = new NetworkRun(NetworkWeights.forInference(network), Kernels.fastest(), team);
        var sequences = words.encode(wordsOf(examples));
        var batch = new Batch();
        int[] all = IntStream.range(0, examples.size()).toArray();
        String[][] answers = new String[examples.size()][];
        Arrays.setAll(answers, i -> new String[examples.get(i).words().size()]);
        for (int from = 0; from < all.length; from += AT_ONCE) {
            run.forward(batch.of(sequences, all, from, Math.min(all.length, from + AT_ONCE)));
            NonFinitePlace.requireNone(
                    run, batch, network, sequences, i -> examples.get(i).called(i));
            for (int row = 0; row < run.outputRows(); row++) {
                int best = 0;
                for (int j = 1; j < tags.size(); j++) {
                    best = run.output().get(row, j) > run.output().get(row, best) ? j : best;
                }
                answers[batch.example(batch.place(row))][batch.step(row)] = tags.get(best);
            }
        }
        return Arrays.stream(answers).map(List::of).toList();
    }

    @Override
    public Scores score(Network network, List<TaggedSentence> examples, Team team) {
        List<List<String>> answers = answers(network, examples, team);
        var scoring = new TagScoring(words, tags);
        for (int i = 0; i < answers.size(); i++) {
            scoring.add(examples.get(i), answers.get(i));
        }
        return scoring.scores(Scores.MODEL, "this model");
    }

    @Override
    public List<Scores> baselines(List<TaggedSentence> training, List<TaggedSentence> scored) {
        var frequent = MostFrequentTag.train(training);
        List<Scores> all = new ArrayList<>();
        if (Spans.isScheme(tags)) {
            all.add(score(MentionDictionary.train(training), frequent, scored));
        }
        all.add(score(frequent, frequent, scored));
        return all;
    }

    private Scores score(Tagger tagger, Tagger instead, List<TaggedSentence> scored) {
        var scoring = new TagScoring(words, tags);
        for (TaggedSentence sentence : scored) {
            List<String> given = tagger.tag(sentence.words());
            scoring.add(sentence, possible(given, instead.tag(sentence.words())));
        }
        return scoring.scores(tagger.key(), tagger.name());
    }

    /**
     * Returns tags that occur: of the scheme IOB1, where only the second of two spans that touch begins with B-, or of
     * data that lack one, a tag of IOB2 may be none.
     */
    private List<String> possible(List<String> given, List<String> instead) {
        List<String> answers = new ArrayList<>();
        for (int t = 0; t < given.size(); t++) {
            String tag = given.get(t);
            String inside = tag.startsWith("B-") ? "I-" + tag.substring(2) : tag;
            answers.add(tags.contains(tag) ? tag : tags.contains(inside) ? inside : instead.get(t));
        }
        return answers;
    }

    @Override
    public Details details(Scores scores) {
        return new LabelDetails("tag", tags, scores.confusion().orElseThrow()).details();
    }

    @Override
    public List<List<String>> next(Model model, TaggedSentence example) {
        List<String> asked = example.words()
                .subList(0, Math.min(LONGEST_ASKED, example.words().size()));
        return List.of(List.of("predict", "MODEL", "--split", String.join(" ", asked)));
    }

    @Override
    public ReportPart report(Model model, List<TaggedSentence> scored, String scoredOn, Team team) {
        return new TagReport(this, model, scored, scoredOn).part(team);
    }

    @Override
    public Question question(TaggedSentence example, int number, int word) {
        Optional<String> tag = example.tags().stream().skip(word - 1L).findFirst();
        return new LabelQuestion.OfWord(example.words(), word, tag);
    }
}

package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.CtcExplanation;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.sequence.AskedSequences;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.SequenceReaders;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TrainingData;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Transduction: another sequence, token by token. */
public record TransduceType() implements TaskType {

    @Override
    public String name() {
        return Transduce.NAME;
    }

    @Override
    public void check(TrainConfig config) {
        ModelTable model = config.model();
        if (config.target().decoder() == TargetTable.Decoder.NONE) {
            throw new ConfigException(
                    "training.task transduce says another sequence, so target.decoder must be recurrent or ctc but is none");
        }
        boolean isCtc = config.target().decoder() == TargetTable.Decoder.CTC;
        if (isCtc != (config.training().loss().answers() == Loss.Answers.TRANSCRIPTS)) {
            throw new ConfigException(
                    isCtc
                            ? "target.decoder ctc is trained by a loss of whole sequences, so training.loss must be ctc but is "
                                    + config.training().loss().name()
                            : "target.decoder recurrent says a token at each step, so training.loss must not be ctc;"
                                    + " cross_entropy is the usual one");
        }
        if (model.readout() != ModelTable.Readout.EACH) {
            throw new ConfigException("training.task transduce keeps what was made of each step of the source, so"
                    + " model.readout must be each but is " + TaskType.word(model.readout()));
        }
        if (model.input() == ModelTable.Input.WORDS || model.input() == ModelTable.Input.SERIES) {
            throw new ConfigException(
                    "training.task transduce reads tokens or the vectors of sounds, so model.input must be"
                            + " embedding, one_hot or vectors but is " + TaskType.word(model.input()));
        }
        if (model.cell().isByHand()) {
            throw new ConfigException("model.cell by_hand puts out labels itself, so it makes nothing to attend to;"
                    + " training.task transduce needs another cell");
        }
        if (!model.vectors().equals(ModelTable.NO_VECTORS) || model.freeze() || model.embeddingRate() != 1) {
            throw new ConfigException(
                    "training.task transduce learns the vectors of both sides, so model.vectors must be none,"
                            + " model.freeze false and model.embedding_rate 1");
        }
        if (config.data().longest() != 0) {
            throw new ConfigException("a source that is cut has another target, so data.longest must be 0 but is "
                    + config.data().longest() + "; data.most_words leaves longer pairs out");
        }
        if (config.data().split() == DataTable.SplitKind.TIME) {
            throw new ConfigException("data.split time is of series, so it must be random or official");
        }
        TaskType.requireNoMarks(config);
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        boolean isSpeech = config.model().input() == ModelTable.Input.VECTORS;
        if (isSpeech != SequenceReaders.hasSpeech(source)) {
            throw new ConfigException(
                    isSpeech
                            ? "model.input vectors reads sounds with their transcripts, so data.format must be speech"
                            : source.source() + " has sounds with their transcripts, so model.input must be vectors");
        }
        return isSpeech ? SpokenProblem.learn(config, source) : PairProblem.learn(config, source);
    }

    @Override
    public Problem<?> problem(Model model, DataSource source) {
        Transduce task = model.task(Transduce.class, Transduce.NAME);
        return model.input() instanceof VectorEncoder vectors
                ? new SpokenProblem(vectors, task, TargetFit.of(model))
                : new PairProblem(model.text(), task, TargetFit.of(model));
    }

    @Override
    public Set<AskOption> options(Model model) {
        Set<AskOption> options = EnumSet.of(AskOption.TOP, AskOption.PROMPT, AskOption.BEAM);
        if (CtcExplanation.isOf(model)) {
            options.addAll(AskOption.OF_CTC);
        }
        if (model.input() instanceof VectorEncoder) {
            options.add(AskOption.EXAMPLE);
            if (CtcExplanation.isOf(model)) {
                options.add(AskOption.STREAM);
            }
        }
        return options;
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        return model.input() instanceof VectorEncoder vectors
                ? new PairAnswers(model, AskedSequences.of(model, vectors, inputs), asking)
                : new PairAnswers(model, asking);
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        if (!(model.input() instanceof VectorEncoder vectors)) {
            return new PairQuestion(typed.input(), Optional.empty(), List.of());
        }
        AskedSequences asked = AskedSequences.of(model, vectors, List.of(typed.input()));
        String name = Question.chosen(asked.each(List.of(typed.input())), typed.example(), typed.input());
        return new PairQuestion(name, Optional.of(asked.sequence(name)), List.of());
    }
}

package dev.unroll.run.sequence;

import dev.unroll.core.decode.CtcBeam;
import dev.unroll.core.decode.CtcTargets;
import dev.unroll.core.decode.Prior;
import dev.unroll.core.decode.Search;
import dev.unroll.core.decode.TargetSearch;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transducer;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Transduce;
import dev.unroll.data.DataException;
import dev.unroll.run.ConfigException;
import dev.unroll.run.task.Asking;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a model that says another sequence looks for it, as a user asked.
 *
 * @param search what is asked of the model
 * @param known what is known of targets beside the model, with the beam of the search; only of CTC
 */
public record AskedSearch(Search search, Optional<CtcBeam> known) {

    /** Beginnings that are kept at least beside a prior: fewer might all be of what it allows to go on, and not to end. */
    private static final int WITH_PRIOR = 32;

    /**
     * Returns how targets are looked for.
     *
     * @throws DataException if a word of the list is never said
     * @throws ConfigException if the language model does not know the tokens of targets
     */
    public static AskedSearch of(Transduce task, Asking.Targets asked) {
        int made = task.search().beam();
        int usual = asked.hasPrior() ? Math.max(made, WITH_PRIOR) : made;
        Search search = task.search().withBeam(asked.beam().orElse(usual));
        return new AskedSearch(search, asked.hasPrior() ? Optional.of(known(task, asked, search)) : Optional.empty());
    }

    private static CtcBeam known(Transduce task, Asking.Targets asked, Search search) {
        Optional<Prior> words = asked.wordList().map(file -> ListedWords.read(file, task.target()));
        Optional<Prior> letters = asked.languageModel().map(model -> letters(model, task.target()));
        Prior prior = Stream.of(words, letters)
                .flatMap(Optional::stream)
                .reduce(Prior::and)
                .orElse(Prior.NONE);
        return new CtcBeam(search.beam(), prior, asked.weight(), asked.bonus());
    }

    private static Prior letters(Model model, TextEncoder target) {
        try {
            return new LanguageModel(model).prior(target);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ConfigException("--language-model cannot be asked: " + e.getMessage());
        }
    }

    /** Returns a model ready to be asked. */
    public Transducer transducer(Model model) {
        return known.map(beam -> new Transducer(model, beam)).orElseGet(() -> new Transducer(model));
    }

    /** Returns what looks for targets, with the weights of a network of the task. */
    public TargetSearch searching(Transduce task, NetworkWeights weights, Team team) {
        Kernels kernels = Kernels.fastest();
        return known.<TargetSearch>map(beam -> new CtcTargets(weights, task.unknown(), beam, kernels, team))
                .orElseGet(() -> task.searching(weights, kernels, team));
    }
}

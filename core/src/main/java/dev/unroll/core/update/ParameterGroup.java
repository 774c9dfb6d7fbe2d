package dev.unroll.core.update;

import dev.unroll.core.form.Checks;
import dev.unroll.core.form.Nearest;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Parameters that learn in a way of their own: at a part of the learning rate, with a weight decay of their own, or not at
 * all.
 *
 * <pre>{@code
 * plan.with(ParameterGroup.biases().withWeightDecay(0))
 *     .with(ParameterGroup.named("rnn.*_l0").frozen())
 * }</pre>
 *
 * <p>As text, what they are and then how they learn: {@code bias weight_decay=0}, {@code embedding rate=0.1}, {@code
 * rnn.*_l0 frozen}. A parameter is in the first group of a plan that selects it; those that none selects learn as the plan
 * says.
 *
 * @param selector {@code embedding}, {@code input}, {@code recurrent}, {@code bias} or {@code head} (with its bias); or a
 *     parameter's name, in which * stands for any letters and ? for one
 * @param rate the part of the learning rate; 0: the parameters stay as they are, and their gradient counts as zero
 * @param weightDecay in place of the optimizer's
 */
public record ParameterGroup(String selector, double rate, OptionalDouble weightDecay) {

    private static final String RATE = "rate";
    private static final String WEIGHT_DECAY = "weight_decay";
    private static final String FROZEN = "frozen";

    private static final String EMBEDDING = "embedding";
    private static final String INPUT = "input";
    private static final String RECURRENT = "recurrent";
    private static final String BIAS = "bias";
    private static final String HEAD = "head";

    private static final Map<String, Set<Role>> WORDS = new TreeMap<>(Map.of(
            EMBEDDING, EnumSet.of(Role.EMBEDDING),
            INPUT, EnumSet.of(Role.INPUT_WEIGHT),
            RECURRENT, EnumSet.of(Role.RECURRENT_WEIGHT),
            BIAS, EnumSet.of(Role.CELL_BIAS, Role.CELL_VECTOR, Role.HEAD_BIAS, Role.ATTENTION_BIAS),
            HEAD,
                    EnumSet.of(
                            Role.HEAD_WEIGHT,
                            Role.HEAD_BIAS,
                            Role.ATTENTION_WEIGHT,
                            Role.ATTENTION_BIAS,
                            Role.ATTENTION_QUERY)));

    public ParameterGroup {
        if (selector.isEmpty() || selector.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "a group must select parameters by a word or by their name but does by \"" + selector + "\"");
        }
        Checks.atLeast("the rate of the group " + selector, 0, rate);
        if (weightDecay.isPresent()) {
            Checks.atLeast("the weight decay of the group " + selector, 0, weightDecay.getAsDouble());
        }
        if (rate == 0 && weightDecay.isPresent()) {
            throw new IllegalArgumentException(
                    "the group " + selector + " is frozen, so no weight decay moves it; leave"
                            + " the weight decay out, or give it a rate above 0");
        }
    }

    /** The embedding. */
    public static ParameterGroup embedding() {
        return named(EMBEDDING);
    }

    /** The weights of what enters a recurrent layer. */
    public static ParameterGroup inputWeights() {
        return named(INPUT);
    }

    /** The weights of the states of recurrent layers. */
    public static ParameterGroup recurrentWeights() {
        return named(RECURRENT);
    }

    /** All biases, of cells and of the head. */
    public static ParameterGroup biases() {
        return named(BIAS);
    }

    /** Weight and bias of the linear layer at the end. */
    public static ParameterGroup head() {
        return named(HEAD);
    }

    /** The parameters that a selector means: a name or a part of one, as {@code rnn.*_l0}. */
    public static ParameterGroup named(String selector) {
        return new ParameterGroup(selector, 1, OptionalDouble.empty());
    }

    /** Returns the group, learning at this part of the learning rate. */
    public ParameterGroup withRate(double part) {
        return new ParameterGroup(selector, part, weightDecay);
    }

    /** Returns the group, with this weight decay in place of the optimizer's. */
    public ParameterGroup withWeightDecay(double decay) {
        return new ParameterGroup(selector, rate, OptionalDouble.of(decay));
    }

    /** Returns the group, staying as it is. */
    public ParameterGroup frozen() {
        return withRate(0);
    }

    boolean isFrozen() {
        return rate == 0;
    }

    /** Returns the group that a text means, as {@link #toString} writes it. */
    public static ParameterGroup parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() < 2) {
            throw new IllegalArgumentException(
                    "the group \"" + text + "\" must say what it is and how it learns, as \"bias"
                            + " weight_decay=0\", \"embedding rate=0.1\" or \"rnn.*_l0 frozen\"");
        }
        Map<String, String> settings = new TreeMap<>();
        for (String word : words.subList(1, words.size())) {
            String name = word.split("=", 2)[0];
            requireKnown(text, name);
            if (settings.put(name, word.substring(name.length())) != null) {
                throw new IllegalArgumentException("the group \"" + text + "\" says " + name + " twice");
            }
        }
        ParameterGroup group = named(words.getFirst());
        if (settings.containsKey(FROZEN)) {
            if (settings.size() > 1 || !settings.containsValue("")) {
                throw new IllegalArgumentException(
                        "the group \"" + text + "\" is frozen, so nothing else can be said of how it learns");
            }
            return group.frozen();
        }
        ParameterGroup rated = settings.containsKey(RATE) ? group.withRate(number(text, RATE, settings)) : group;
        return settings.containsKey(WEIGHT_DECAY) ? rated.withWeightDecay(number(text, WEIGHT_DECAY, settings)) : rated;
    }

    private static void requireKnown(String text, String name) {
        List<String> known = List.of(RATE, WEIGHT_DECAY, FROZEN);
        if (!known.contains(name)) {
            throw new IllegalArgumentException("the group \"" + text + "\" says \"" + name + "\""
                    + Nearest.hint(name, known) + "; a group has rate=NUMBER, weight_decay=NUMBER or frozen");
        }
    }

    private static double number(String text, String name, Map<String, String> settings) {
        String value = settings.getOrDefault(name, "").replaceFirst("^=", "");
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " of the group \"" + text + "\" must be a number but is \"" + value + "\"", e);
        }
    }

    /** Returns whether the group means a parameter. */
    boolean selects(Window window) {
        Set<Role> roles = WORDS.get(selector);
        return roles == null ? pattern().matcher(window.name()).matches() : roles.contains(window.role());
    }

    private Pattern pattern() {
        String quoted = Pattern.quote(selector);
        return Pattern.compile(quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    /** Returns the words that stand for a kind of parameters. */
    static Set<String> words() {
        return WORDS.keySet();
    }

    @Override
    public String toString() {
        if (isFrozen()) {
            return selector + " " + FROZEN;
        }
        String decay = weightDecay.isPresent() ? " " + WEIGHT_DECAY + "=" + weightDecay.getAsDouble() : "";
        return selector + (rate == 1 && weightDecay.isPresent() ? "" : " " + RATE + "=" + rate) + decay;
    }
}

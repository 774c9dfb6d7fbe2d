package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.vectors.SequenceCollector.Part;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One file in the format of the UCR and UEA archives of time series: comments begin with {@code #}, lines of the header with
 * {@code @}; after {@code @data} a line is a sequence, its features between colons, the numbers of a feature between commas,
 * {@code ?} for a missing one, and its class or value last.
 *
 * <pre>
 *   &#64;dimensions 2
 *   &#64;classLabel true walk run
 *   &#64;data
 *   0.1,0.2,0.3:9,8,?:walk
 * </pre>
 *
 * <p>Source: Bagnall, Dau, Lines, Flynn, Large, Bostrom, Southam and Keogh, "The UEA multivariate time series classification
 * archive, 2018".
 */
final class TsFile {

    /** Headers that say nothing which the lines do not say. */
    private static final Set<String> SAID_BY_DATA =
            Set.of("problemname", "missing", "univariate", "equallength", "serieslength");

    private final String name;
    private final SequenceForm form;
    private final Part part;
    private final SequenceCollector into;

    private Target target = Target.NONE;
    private List<String> labels = List.of();
    private int dimensions;
    private boolean inData;

    private TsFile(String name, SequenceForm form, Part part, SequenceCollector into) {
        this.name = name;
        this.form = form;
        this.part = part;
        this.into = into;
    }

    /** What stands at the end of a line. */
    private enum Target {
        NONE,
        LABEL,
        VALUE
    }

    /** Reads all lines. */
    static void read(String name, LineStream lines, SequenceForm form, Part part, SequenceCollector into)
            throws IOException {
        into.beginFile();
        var file = new TsFile(name, form, part, into);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            file.line(line.get());
        }
        if (!file.inData) {
            throw new DataException(name + " is no .ts file: it has no line @data, behind which the sequences stand");
        }
    }

    private void line(LineStream.Line line) {
        String text = Texts.strip(line.content());
        if (line.problem().isPresent()) {
            into.addUnreadable(name, line.number(), line.problem().get());
        } else if (text.isEmpty()) {
            into.addBlank();
        } else if (inData) {
            sequence(line.number(), text);
        } else if (text.startsWith("@")) {
            header(line.number(), text.split("\\s+"));
        } else if (!text.startsWith("#")) {
            throw new DataException(
                    name + ":" + line.number() + ": a line before @data must begin with # or @; is this a .ts file?");
        }
    }

    private void header(long number, String[] words) {
        String key = words[0].substring(1).toLowerCase(Locale.ROOT);
        switch (key) {
            case "data" -> begin(number);
            case "timestamps" -> requireNoTimes(number, words);
            case "dimension", "dimensions" -> dimensions = dimensions(number, words);
            case "classlabel" -> {
                target = isTrue(number, words) ? Target.LABEL : Target.NONE;
                labels = Arrays.stream(words).skip(2).map(Texts::label).toList();
            }
            case "targetlabel" -> target = isTrue(number, words) ? Target.VALUE : target;
            default -> {
                if (!SAID_BY_DATA.contains(key)) {
                    into.addNote(name, number, "the header " + words[0] + " is unknown and passed over");
                }
            }
        }
    }

    private void begin(long number) {
        inData = true;
        String at = name + ":" + number + ": ";
        if (form.wanted() == Wanted.LABEL && target == Target.VALUE) {
            throw new DataException(at + "the sequences have values and no classes (@targetlabel);"
                    + " training.task regress learns values");
        }
        if (form.wanted() == Wanted.LABEL && target == Target.NONE) {
            throw new DataException(at + "the sequences have no classes; @classLabel true and their names must say so");
        }
        if (form.wanted() == Wanted.VALUES && target == Target.NONE) {
            throw new DataException(at + "the sequences have no values; @targetlabel true must say so");
        }
    }

    private void requireNoTimes(long number, String[] words) {
        if (isTrue(number, words)) {
            throw new DataException(name + ":" + number + ": sequences with times (@timestamps true) cannot be read;"
                    + " leave the times out");
        }
    }

    private int dimensions(long number, String[] words) {
        try {
            return Integer.parseInt(words.length > 1 ? words[1] : "");
        } catch (NumberFormatException e) {
            throw new DataException(name + ":" + number + ": " + words[0] + " must be followed by a number", e);
        }
    }

    private boolean isTrue(long number, String[] words) {
        String word = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
        if (!word.equals("true") && !word.equals("false")) {
            throw new DataException(name + ":" + number + ": " + words[0] + " must be followed by true or false");
        }
        return word.equals("true");
    }

    private void sequence(long number, String text) {
        List<String> fields = new ArrayList<>(Arrays.asList(text.split(":", -1)));
        String last = target == Target.NONE ? "" : fields.removeLast();
        if (form.wanted() == Wanted.LABEL && !labels.isEmpty() && !labels.contains(Texts.label(last))) {
            into.addUnreadable(name, number, "the class \"" + last + "\" is none of @classLabel");
            return;
        }
        if (fields.isEmpty() || (dimensions > 0 && fields.size() != dimensions)) {
            into.addUnreadable(
                    name,
                    number,
                    "must have " + (dimensions > 0 ? Sentence.counted(dimensions, "feature") : "1 or more features")
                            + ", a colon behind each, but has " + fields.size());
            return;
        }
        try {
            into.add(
                    part,
                    name,
                    number,
                    Features.side(fields.stream().map(this::feature).toList()),
                    form.wanted() == Wanted.NOTHING ? List.of() : List.of(last));
        } catch (IllegalArgumentException e) {
            into.addUnreadable(name, number, Optional.ofNullable(e.getMessage()).orElse(""));
        }
    }

    private float[] feature(String text) {
        return Features.numbers(text.split(",", -1), form);
    }
}

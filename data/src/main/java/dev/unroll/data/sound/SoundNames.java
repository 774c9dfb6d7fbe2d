package dev.unroll.data.sound;

import dev.unroll.data.file.Names;
import dev.unroll.data.file.PartFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What the names of sounds say of them: the class of each, and which are held out.
 *
 * @param pattern of a name without {@code .wav}, with the groups {@code label} and others; empty: each sound lies in the folder
 *     of its class, or all are named as {@link #DIGITS}
 * @param heldOut a group, and its values that belong to the test part; empty: what lies below a folder {@code test}
 */
public record SoundNames(Optional<Pattern> pattern, Optional<HeldOut> heldOut) {

    /** The names of the Free Spoken Digit Dataset, {@code 7_jackson_32}. */
    public static final Pattern DIGITS = Pattern.compile("(?<label>[^_]+)_(?<speaker>[^_]+)_(?<index>[0-9]+)");

    /** Folders of classes, those below a folder {@code test} held out. */
    public static final SoundNames USUAL = new SoundNames(Optional.empty(), Optional.empty());

    /** The group that is the class. */
    private static final String LABEL = "label";

    /**
     * Which sounds are held out.
     *
     * @param group of the pattern
     * @param values of the group
     */
    public record HeldOut(String group, Set<String> values) {

        public HeldOut {
            values = Set.copyOf(values);
        }

        /**
         * Returns the rule that is written {@code speaker=theo} or {@code index=0,1,2}.
         *
         * @throws IllegalArgumentException if it is written otherwise
         */
        public static HeldOut of(String rule) {
            String[] parts = rule.split("=", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new IllegalArgumentException(
                        "held_out must be GROUP=VALUE,VALUE,… as speaker=theo but is \"" + rule + "\"");
            }
            return new HeldOut(
                    parts[0].strip(), Set.copyOf(List.of(parts[1].strip().split("\\s*,\\s*"))));
        }
    }

    /**
     * What one name says.
     *
     * @param groups the value of each group of the pattern
     */
    record Read(String label, boolean test, Map<String, String> groups) {}

    public SoundNames {
        pattern.ifPresent(given -> {
            if (!given.namedGroups().containsKey(LABEL)) {
                throw new IllegalArgumentException(
                        "file_pattern must have the group (?<label>…) but is \"" + given + "\"");
            }
        });
        Map<String, Integer> groups = pattern.orElse(DIGITS).namedGroups();
        heldOut.ifPresent(rule -> {
            if (!groups.containsKey(rule.group())) {
                throw new IllegalArgumentException("held_out must name a group of file_pattern, one of "
                        + String.join(", ", groups.keySet().stream().sorted().toList()) + ", but names "
                        + rule.group());
            }
        });
    }

    /**
     * Returns the pattern that is written so.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Pattern pattern(String written) {
        try {
            return Pattern.compile(written);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "file_pattern must be a regular expression but is \"" + written + "\": " + e.getDescription(), e);
        }
    }

    /** Returns these names with the pattern that some places need: that of the digits, if they are so named and in one folder. */
    SoundNames fittedTo(List<String> places) {
        boolean digits = pattern.isEmpty()
                && places.stream().map(SoundNames::folder).distinct().count() == 1
                && places.stream().allMatch(place -> DIGITS.matcher(name(place)).matches());
        return digits ? new SoundNames(Optional.of(DIGITS), heldOut) : this;
    }

    /**
     * Returns what a name says.
     *
     * @param place below what is read, with slashes
     * @throws IllegalArgumentException if it says nothing
     */
    Read read(String place) {
        return pattern.isPresent() ? byPattern(pattern.get(), place) : byFolder(place);
    }

    private Read byPattern(Pattern known, String place) {
        Matcher matcher = known.matcher(name(place));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must have a name like data.file_pattern, \"" + known + "\", but is " + name(place));
        }
        var groups = new LinkedHashMap<String, String>();
        known.namedGroups().forEach((group, number) -> {
            String value = matcher.group(number);
            groups.put(group, value == null ? "" : value);
        });
        boolean test = heldOut.map(rule -> rule.values().contains(groups.get(rule.group())))
                .orElseGet(() -> isTest(place));
        return new Read(groups.getOrDefault(LABEL, ""), test, groups);
    }

    private Read byFolder(String place) {
        String folder = folder(place);
        String label = folder.substring(folder.lastIndexOf('/') + 1);
        if (heldOut.isPresent()
                || label.isEmpty()
                || label.equalsIgnoreCase(PartFolder.TEST)
                || label.equalsIgnoreCase(PartFolder.TRAIN)) {
            throw new IllegalArgumentException(
                    "must be in a folder of its class, or data.file_pattern must say what its"
                            + " name means: --set format=wav --set file_pattern=\"(?<label>[^_]+)_.*\", for instance");
        }
        return new Read(label, isTest(place), Map.of());
    }

    private static boolean isTest(String place) {
        return Stream.of(place.split("/")).anyMatch(PartFolder.TEST::equalsIgnoreCase);
    }

    private static String folder(String place) {
        return place.substring(0, Math.max(0, place.lastIndexOf('/')));
    }

    /** Returns the last name without {@code .wav}. */
    private static String name(String place) {
        String file = Names.withoutGz(place.substring(place.lastIndexOf('/') + 1));
        return file.substring(0, Math.max(0, file.lastIndexOf('.')));
    }
}

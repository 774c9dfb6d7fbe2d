package dev.unroll.data;

/** One example: a text, and the class it belongs to. */
public record LabeledText(String text, String label) implements Labeled {

    public LabeledText {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text of an example labeled \"" + label + "\" must not be empty");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label of \"" + text + "\" must not be blank");
        }
    }

    /** Hashes the UTF-16 units. */
    @Override
    public long fingerprint() {
        long hash = Fnv.OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = Fnv.next(hash, text.charAt(i));
        }
        return hash;
    }
}

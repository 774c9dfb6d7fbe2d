import module java.base;

// What a decoder may say after each word, and how probable that is. Sentences have two words.
static final Map<String, Map<String, Double>> NEXT = Map.of(
        "", Map.of("the", 0.6, "a", 0.4),
        "the", Map.of("cat", 0.4, "dog", 0.35, "cow", 0.25),
        "a", Map.of("cat", 0.9, "dog", 0.1));

record Beginning(String text, double probability) {}

// Looks for the most probable sentence: once it keeps the best beginning alone, once the best two.
void main() {
    search(1);
    search(2);
}

void search(int beam) {
    IO.println("beam " + beam);
    List<Beginning> kept = List.of(new Beginning("", 1));
    for (int step = 1; step <= 2; step++) {
        var longer = new ArrayList<Beginning>();
        for (Beginning beginning : kept) {
            NEXT.get(beginning.text).forEach((word, probability) -> longer.add(
                    new Beginning((beginning.text + " " + word).strip(), beginning.probability * probability)));
        }
        longer.sort(Comparator.comparingDouble(Beginning::probability).reversed());
        kept = longer.subList(0, beam);
        for (Beginning each : longer) {
            IO.println("  %-7s  %.2f  %s".formatted(each.text, each.probability, kept.contains(each) ? "kept" : "").stripTrailing());
        }
    }
}

import module dev.unroll.core;

// A mistake: to count the words of names, where the names themselves are asked for.
void main() {
    List<String> words = List.of("Later that day Anna Lee flew to New York City and met Bo again .".split(" "));
    List<String> wanted = List.of("O O O B-PERSON I-PERSON O O B-PLACE I-PLACE I-PLACE O O B-PERSON O O".split(" "));
    List<String> given = List.of("O O O B-PERSON I-PERSON O O B-PLACE I-PLACE O O O O O O".split(" "));
    List<String> nothing = Collections.nCopies(words.size(), "O");

    Spans.of(wanted).forEach(span -> IO.println(span.type() + " " + words.subList(span.from(), span.to())));
    IO.println("                words right  precision  recall    F1");
    score("as given", wanted, given);
    score("all of them O", wanted, nothing);
}

void score(String name, List<String> wanted, List<String> answered) {
    long right = IntStream.range(0, wanted.size()).filter(t -> wanted.get(t).equals(answered.get(t))).count();
    SpanScores.Counts spans = SpanScores.of(List.of(wanted), List.of(answered)).overall();
    IO.println("%-14s  %8d/%d  %9.2f  %6.2f  %4.2f".formatted(
            name, right, wanted.size(), spans.precision(), spans.recall(), spans.f1()));
}

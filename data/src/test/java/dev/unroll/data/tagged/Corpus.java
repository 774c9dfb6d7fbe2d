package dev.unroll.data.tagged;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unroll.data.TaggedSentence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Small corpora to read, and what was read as lines to compare. */
final class Corpus {

    private Corpus() {}

    /** Returns a line of CoNLL-U for each word; words are as {@code dogs/NOUN/NNS/nsubj}. */
    static String conllu(String... words) {
        var lines = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            List<String> parts = List.of(words[i].split("/", -1));
            lines.append("%d\t%s\tlemma\t%s\t%s\t_\t0\t%s\t_\t_\n"
                    .formatted(i + 1, parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
        }
        return lines + "\n";
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Returns each sentence as a line: {@code dogs/NOUN bark/VERB}. */
    static List<String> shown(List<TaggedSentence> sentences) {
        return sentences.stream().map(Corpus::shown).toList();
    }

    private static String shown(TaggedSentence sentence) {
        return IntStream.range(0, sentence.words().size())
                .mapToObj(i -> sentence.words().get(i) + "/" + sentence.tags().get(i))
                .collect(Collectors.joining(" "));
    }
}

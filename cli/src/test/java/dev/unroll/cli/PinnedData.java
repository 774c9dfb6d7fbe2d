package dev.unroll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The data of the pinned trainings, one of each form that trainings read. They never change: a byte more, and every
 * pinned SHA-256 is another. {@link Random} is specified to the bit, and nothing of Unroll is used.
 */
final class PinnedData {

    private static final String CONSONANTS = "bcdfghklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final List<String> PRAISE = List.of("good", "fine", "splendid", "moving", "clever", "warm");
    private static final List<String> BLAME = List.of("dull", "poor", "tedious", "clumsy", "cold", "loud");
    private static final List<String> EITHER =
            List.of("the", "film", "plot", "was", "a", "and", "it", "cast", "music", "so", "in", "end");

    private PinnedData() {}

    /** Writes all of them into a folder. */
    static void write(Path folder) throws IOException {
        SmallData.folder(folder);
        SmallPictures.folder(folder);
        names(folder.resolve("towns"));
        reviews(folder.resolve("reviews"));
        tables(folder);
        Files.writeString(folder.resolve("text.txt"), text());
        Files.writeString(folder.resolve("lines.txt"), text().replace(". ", ".\n"));
        Files.writeString(folder.resolve("vectors.txt"), vectors());
        SmallSounds.folder(folder);
        Files.writeString(folder.resolve("series.csv"), series());
        Files.writeString(folder.resolve("sums.jsonl"), sums());
        Files.writeString(folder.resolve("pairs.tsv"), pairs());
        Files.writeString(folder.resolve("consonants.tsv"), consonants());
        SmallPairs.ctc(folder);
    }

    /** Sentences of two to five words, and what they are in a language with other words in the other order. */
    private static String pairs() {
        var random = new Random(8);
        var lines = new StringBuilder("source\ttarget\n");
        for (int i = 0; i < 120; i++) {
            List<String> source = new ArrayList<>();
            List<String> target = new ArrayList<>();
            int words = 2 + random.nextInt(4);
            for (int j = 0; j < words; j++) {
                int word = random.nextInt(EITHER.size());
                source.add(EITHER.get(word));
                target.addFirst("" + CONSONANTS.charAt(word) + VOWELS.charAt(word % 5) + "r");
            }
            lines.append(String.join(" ", source))
                    .append('\t')
                    .append(String.join(" ", target))
                    .append('\n');
        }
        return lines.toString();
    }

    /** Words, and their consonants with blanks between them: fewer than the letters. */
    private static String consonants() {
        var random = new Random(9);
        var lines = new StringBuilder("source\ttarget\n");
        for (int i = 0; i < 100; i++) {
            String word = word(random, 1 + random.nextInt(4), i % 3);
            String heard =
                    word.replaceAll("[aeiou]", "").replaceAll("(?<=.)", " ").strip();
            lines.append(word).append('\t').append(heard).append('\n');
        }
        return lines.toString();
    }

    /** A folder of four unequal classes of words of 2 to 10 letters, among them letters that ASCII has not. */
    private static void names(Path folder) throws IOException {
        Files.createDirectories(folder);
        var random = new Random(1);
        List<String> endings = List.of("ia", "øv", "ński", "o");
        for (int label = 0; label < 4; label++) {
            var lines = new StringBuilder();
            for (int i = 0; i < 40 - 9 * label; i++) {
                lines.append(capital(word(random, 1 + random.nextInt(4), label)))
                        .append(random.nextInt(5) > 0 ? endings.get(label) : "")
                        .append('\n');
            }
            Files.writeString(
                    folder.resolve(List.of("east", "north", "south", "west").get(label) + ".txt"), lines);
        }
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Syllables, whose consonants lean to the front of the list or to its end. */
    private static String word(Random random, int syllables, int lean) {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            int letter = Math.min(random.nextInt(CONSONANTS.length()), random.nextInt(CONSONANTS.length()));
            word.append(CONSONANTS.charAt((letter + 4 * lean) % CONSONANTS.length()))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return word.toString();
    }

    /** Folders train and test with a folder a class and a file a review, as web pages have them. */
    private static void reviews(Path folder) throws IOException {
        var random = new Random(2);
        for (String part : List.of("train", "test")) {
            for (String label : List.of("neg", "pos")) {
                Path place = Files.createDirectories(folder.resolve(part).resolve(label));
                for (int i = 0; i < (part.equals("train") ? 24 : 8); i++) {
                    String review = review(random, label.equals("pos") ? PRAISE : BLAME);
                    Files.writeString(place.resolve(i + "_7.txt"), review);
                }
            }
        }
    }

    private static String review(Random random, List<String> verdict) {
        var review = new StringBuilder("It");
        int words = 4 + random.nextInt(22);
        for (int i = 0; i < words; i++) {
            List<String> from = random.nextInt(4) == 0 ? verdict : EITHER;
            review.append(random.nextInt(12) == 0 ? ".<br /><br />" : " ")
                    .append(from.get(random.nextInt(from.size())));
        }
        return review.append("!").toString();
    }

    /** The reviews' kind of text with its class, in tables. */
    private static void tables(Path folder) throws IOException {
        var random = new Random(3);
        var csv = new StringBuilder("id,what,verdict\n");
        var json = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            boolean good = i % 3 == 0;
            String text = review(random, good ? PRAISE : BLAME).replace("<br />", " ");
            csv.append(i).append(",\"").append(text).append("\",").append(good ? "good\n" : "bad\n");
            json.append("{\"text\": \"")
                    .append(text)
                    .append("\", \"label\": \"")
                    .append(good)
                    .append("\"}\n");
        }
        Files.writeString(folder.resolve("table.csv"), csv);
        Files.writeString(folder.resolve("table.jsonl"), json);
    }

    /** One long text of some 3,000 letters. */
    private static String text() {
        var random = new Random(4);
        var text = new StringBuilder();
        for (int sentence = 0; sentence < 90; sentence++) {
            String words = word(random, 1 + random.nextInt(3), 0);
            for (int i = random.nextInt(6); i >= 0; i--) {
                words += " " + word(random, 1 + random.nextInt(3), sentence % 2);
            }
            text.append(capital(words)).append(". ");
        }
        return text.toString();
    }

    /** A file of word vectors, five numbers a word, of some of the words. */
    private static String vectors() {
        var random = new Random(5);
        var lines = new StringBuilder();
        for (List<String> words : List.of(PRAISE, BLAME, EITHER.subList(0, 6))) {
            for (String word : words) {
                lines.append(word);
                for (int i = 0; i < 5; i++) {
                    lines.append(' ').append(random.nextInt(2001) / 1000.0 - 1);
                }
                lines.append('\n');
            }
        }
        return lines.toString();
    }

    /** A table of hours: a price that is known ahead, and two series that follow the hour and the price. */
    private static String series() {
        var random = new Random(6);
        var table = new StringBuilder("time,price,oil,load\n");
        for (int hour = 0; hour < 400; hour++) {
            int price = 10 + random.nextInt(4);
            int swing = Math.abs(hour % 24 - 12);
            table.append(String.format(
                            Locale.ROOT, "2021-%02d-%02d %02d:00", 1 + hour / 672, 1 + hour / 24 % 28, hour % 24))
                    .append(',')
                    .append(price)
                    .append(',')
                    .append(200 + 3 * swing + random.nextInt(9))
                    .append(',')
                    .append(30 + swing * price / 4.0 + random.nextInt(5))
                    .append('\n');
        }
        return table.toString();
    }

    /** Sequences of two numbers a step, with their sums: JSON lines. */
    private static String sums() {
        var random = new Random(7);
        var lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            double sum = 0;
            var steps = new StringBuilder();
            for (int t = 2 + random.nextInt(5); t > 0; t--) {
                double number = random.nextInt(2001) / 1000.0 - 1;
                int counts = random.nextInt(2);
                sum += number * counts;
                steps.append(steps.isEmpty() ? "" : ", ").append("[" + number + ", " + counts + "]");
            }
            lines.append("{\"steps\": [" + steps + "], \"value\": " + sum + "}\n");
        }
        return lines.toString();
    }
}

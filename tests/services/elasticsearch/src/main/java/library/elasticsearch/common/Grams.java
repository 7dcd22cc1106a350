package library.elasticsearch.common;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;

/** The four n-gram parts: min_gram 1 and max_gram 2 unless told. */
final class Grams {
    private static final Set<Byte> PUNCTUATION = Set.of(
        Character.START_PUNCTUATION, Character.END_PUNCTUATION, Character.OTHER_PUNCTUATION,
        Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION,
        Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION);
    private static final Set<Byte> SYMBOLS = Set.of(
        Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL);
    private static final Map<String, IntPredicate> CLASSES = Map.of(
        "letter", Character::isLetter,
        "digit", Character::isDigit,
        "whitespace", Character::isWhitespace,
        "punctuation", character -> PUNCTUATION.contains((byte) Character.getType(character)),
        "symbol", character -> SYMBOLS.contains((byte) Character.getType(character)));

    static Supplier<Tokenizer> tokenizer(Settings settings, Environment environment, IndexSettings index) {
        int shortest = shortest(settings), longest = longest(settings);
        requireSmallDifference(shortest, longest, index);
        IntPredicate kept = kept(settings);
        return () -> new NGramTokenizer(shortest, longest) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    static Supplier<Tokenizer> edgeTokenizer(Settings settings, Environment environment, IndexSettings index) {
        int shortest = shortest(settings), longest = longest(settings);
        IntPredicate kept = kept(settings);
        return () -> new EdgeNGramTokenizer(shortest, longest) {
            @Override
            protected boolean isTokenChar(int character) {
                return kept.test(character);
            }
        };
    }

    static UnaryOperator<TokenStream> filter(Settings settings, Environment environment, IndexSettings index) {
        int shortest = shortest(settings), longest = longest(settings);
        requireSmallDifference(shortest, longest, index);
        boolean preserves = settings.getAsBoolean("preserve_original", false);
        return stream -> new NGramTokenFilter(stream, shortest, longest, preserves);
    }

    static UnaryOperator<TokenStream> edgeFilter(Settings settings, Environment environment, IndexSettings index) {
        int shortest = shortest(settings), longest = longest(settings);
        boolean preserves = settings.getAsBoolean("preserve_original", false);
        UnaryOperator<TokenStream> front = stream -> new EdgeNGramTokenFilter(stream, shortest, longest, preserves);
        String side = settings.get("side", "front");
        return switch (side) {
            case "front" -> front;
            case "back" -> stream -> new ReverseStringFilter(front.apply(new ReverseStringFilter(stream)));
            default -> throw new IllegalArgumentException("invalid side: " + side);
        };
    }

    private static int shortest(Settings settings) {
        return settings.getAsInt("min_gram", 1);
    }

    private static int longest(Settings settings) {
        return settings.getAsInt("max_gram", 2);
    }

    private static void requireSmallDifference(int shortest, int longest, IndexSettings index) {
        if (longest - shortest > index.getMaxNgramDiff()) {
            throw new IllegalArgumentException(
                "The difference between max_gram and min_gram must be less than or equal to: [" + index.getMaxNgramDiff()
                    + "] but was [" + (longest - shortest) + "]. This limit can be set by changing the ["
                    + IndexSettings.MAX_NGRAM_DIFF_SETTING.getKey() + "] index level setting.");
        }
    }

    /** The characters of token_chars, all when none are named. */
    private static IntPredicate kept(Settings settings) {
        List<String> names = settings.getAsList("token_chars");
        return names.stream()
            .map(name -> characters(name.toLowerCase(Locale.ROOT).trim(), settings))
            .reduce(IntPredicate::or)
            .orElse(character -> true);
    }

    private static IntPredicate characters(String name, Settings settings) {
        if (name.equals("custom") && settings.hasValue("custom_token_chars")) {
            return settings.get("custom_token_chars").chars().boxed().collect(Collectors.toSet())::contains;
        }
        if (CLASSES.containsKey(name)) {
            return CLASSES.get(name);
        }
        throw new IllegalArgumentException(
            "token_chars [" + name + "] must be one of " + CLASSES.keySet() + " or custom, with custom_token_chars");
    }

    private Grams() {}
}

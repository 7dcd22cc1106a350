package library.elasticsearch.common;

import static library.elasticsearch.Parts.analyzer;
import static library.elasticsearch.Parts.characters;
import static library.elasticsearch.Parts.filter;
import static library.elasticsearch.Parts.normalizing;
import static library.elasticsearch.Parts.normalizingCharacters;
import static library.elasticsearch.Parts.tokenizer;
import static org.elasticsearch.plugins.AnalysisPlugin.requiresAnalysisSettings;

import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishLowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.lucene.analysis.miscellaneous.DisableGraphAttribute;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * The part of Elasticsearch's analysis-common this site can want, with its names, settings and defaults, over Lucene's
 * own analysis. The server itself has: analyzers standard, simple, stop, keyword, whitespace; the standard tokenizer;
 * filters stop, shingle and hunspell.
 */
public final class CommonAnalysis extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of(
            "cjk", analyzer((settings, environment, index) -> new CJKAnalyzer(
                Analysis.parseStopWords(environment, settings, CJKAnalyzer.getDefaultStopSet()))),
            "english", analyzer((settings, environment, index) -> new EnglishAnalyzer(
                Analysis.parseStopWords(environment, settings, EnglishAnalyzer.getDefaultStopSet()),
                Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET))),
            "french", analyzer((settings, environment, index) -> new FrenchAnalyzer(
                Analysis.parseStopWords(environment, settings, FrenchAnalyzer.getDefaultStopSet()),
                Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET))),
            "spanish", analyzer((settings, environment, index) -> new SpanishAnalyzer(
                Analysis.parseStopWords(environment, settings, SpanishAnalyzer.getDefaultStopSet()),
                Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET))));
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
            "edge_ngram", tokenizer(Grams::edgeTokenizer),
            "keyword", tokenizer((settings, environment, index) -> {
                int buffer = settings.getAsInt("buffer_size", KeywordTokenizer.DEFAULT_BUFFER_SIZE);
                return () -> new KeywordTokenizer(buffer);
            }),
            "letter", tokenizer((settings, environment, index) -> LetterTokenizer::new),
            "ngram", tokenizer(Grams::tokenizer),
            "pattern", tokenizer((settings, environment, index) -> {
                Pattern pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
                int group = settings.getAsInt("group", -1);
                return () -> new PatternTokenizer(pattern, group);
            }),
            "whitespace", tokenizer((settings, environment, index) -> {
                int longest = settings.getAsInt("max_token_length", StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH);
                return () -> new WhitespaceTokenizer(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, longest);
            }));
    }

    @Override
    public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
        return Map.of(
            "html_strip", characters((settings, environment, index) -> {
                List<String> escaped = settings.getAsList("escaped_tags");
                return reader -> new HTMLStripCharFilter(reader, escaped.isEmpty() ? null : Set.copyOf(escaped));
            }),
            "mapping", requiresAnalysisSettings(normalizingCharacters(CommonAnalysis::mapping)),
            "pattern_replace", requiresAnalysisSettings(normalizingCharacters((settings, environment, index) -> {
                Pattern pattern = Regex.compile(required("pattern", settings), settings.get("flags"));
                String replacement = settings.get("replacement", "");
                return reader -> new PatternReplaceCharFilter(pattern, replacement, reader);
            })));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.ofEntries(
            Map.entry("asciifolding", normalizing((settings, environment, index) -> {
                boolean preserves = settings.getAsBoolean("preserve_original", false);
                return stream -> new ASCIIFoldingFilter(stream, preserves);
            }, ASCIIFoldingFilter::new)),
            Map.entry("cjk_bigram", filter(CommonAnalysis::bigrams)),
            Map.entry("cjk_width", normalizing((settings, environment, index) -> CJKWidthFilter::new)),
            Map.entry("decimal_digit", normalizing((settings, environment, index) -> DecimalDigitFilter::new)),
            Map.entry("edge_ngram", filter(Grams::edgeFilter)),
            Map.entry("elision", requiresAnalysisSettings(normalizing((settings, environment, index) -> {
                CharArraySet articles = Analysis.parseArticles(environment, settings);
                if (articles == null) {
                    throw new IllegalArgumentException("elision filter requires [articles] or [articles_path] setting");
                }
                return stream -> new ElisionFilter(stream, articles);
            }))),
            Map.entry("keyword_marker", requiresAnalysisSettings(filter(CommonAnalysis::keywords))),
            Map.entry("kstem", filter((settings, environment, index) -> KStemFilter::new)),
            Map.entry("length", filter((settings, environment, index) -> {
                int shortest = settings.getAsInt("min", 0), longest = settings.getAsInt("max", Integer.MAX_VALUE);
                return stream -> new LengthFilter(stream, shortest, longest);
            })),
            Map.entry("limit", filter((settings, environment, index) -> {
                int count = settings.getAsInt("max_token_count", 1);
                boolean consumesAll = settings.getAsBoolean("consume_all_tokens", false);
                return stream -> new LimitTokenCountFilter(stream, count, consumesAll);
            })),
            Map.entry("lowercase", normalizing((settings, environment, index) -> lowercase(settings.get("language", "")))),
            Map.entry("ngram", filter(Grams::filter)),
            Map.entry("pattern_replace", requiresAnalysisSettings(normalizing((settings, environment, index) -> {
                Pattern pattern = Regex.compile(required("pattern", settings), settings.get("flags"));
                String replacement = settings.get("replacement", "");
                boolean all = settings.getAsBoolean("all", true);
                return stream -> new PatternReplaceFilter(stream, pattern, replacement, all);
            }))),
            Map.entry("porter_stem", filter((settings, environment, index) -> PorterStemFilter::new)),
            Map.entry("remove_duplicates", filter((settings, environment, index) -> RemoveDuplicatesTokenFilter::new)),
            Map.entry("reverse", filter((settings, environment, index) -> ReverseStringFilter::new)),
            Map.entry("snowball", filter((settings, environment, index) -> {
                String language = Strings.capitalize(settings.get("language", settings.get("name", "English")));
                return stream -> new SnowballFilter(stream, language);
            })),
            Map.entry("stemmer", filter((settings, environment, index) -> Stemmers.of(settings))),
            Map.entry("trim", normalizing((settings, environment, index) -> TrimFilter::new)),
            Map.entry("truncate", requiresAnalysisSettings(filter((settings, environment, index) -> {
                int length = Integer.parseInt(required("length", settings));
                return stream -> new TruncateTokenFilter(stream, length);
            }))),
            Map.entry("unique", filter((settings, environment, index) -> {
                boolean onlyOnSamePosition = settings.getAsBoolean("only_on_same_position", false);
                return stream -> new UniqueFilter(stream, onlyOnSamePosition);
            })),
            Map.entry("uppercase", normalizing((settings, environment, index) -> UpperCaseFilter::new)));
    }

    /** What a bare name means where it differs from the same filter defined with no settings. */
    @Override
    public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
        return List.of(
            PreConfiguredTokenFilter.singleton("edge_ngram", false, stream -> new EdgeNGramTokenFilter(stream, 1)),
            PreConfiguredTokenFilter.singleton(
                "elision", true, stream -> new ElisionFilter(stream, FrenchAnalyzer.DEFAULT_ARTICLES)),
            PreConfiguredTokenFilter.singleton("keyword_repeat", false, KeywordRepeatFilter::new),
            PreConfiguredTokenFilter.singleton("truncate", false, stream -> new TruncateTokenFilter(stream, 10)));
    }

    private static String required(String key, Settings settings) {
        if (Strings.hasLength(settings.get(key))) {
            return settings.get(key);
        }
        throw new IllegalArgumentException("[" + key + "] is missing");
    }

    private static UnaryOperator<TokenStream> lowercase(String language) {
        return switch (language) {
            case "" -> LowerCaseFilter::new;
            case "greek" -> GreekLowerCaseFilter::new;
            case "irish" -> IrishLowerCaseFilter::new;
            case "turkish" -> TurkishLowerCaseFilter::new;
            default -> throw new IllegalArgumentException("language [" + language + "] not support for lower case");
        };
    }

    /** Pairs of the scripts not named in ignored_scripts. */
    private static UnaryOperator<TokenStream> bigrams(Settings settings, Environment environment, IndexSettings index) {
        boolean unigrams = settings.getAsBoolean("output_unigrams", false);
        List<String> ignored = settings.getAsList("ignored_scripts");
        int scripts = Map.of(
                "han", CJKBigramFilter.HAN,
                "hangul", CJKBigramFilter.HANGUL,
                "hiragana", CJKBigramFilter.HIRAGANA,
                "katakana", CJKBigramFilter.KATAKANA)
            .entrySet().stream().filter(script -> !ignored.contains(script.getKey())).mapToInt(Map.Entry::getValue).sum();
        return stream -> {
            TokenStream pairs = new CJKBigramFilter(stream, scripts, unigrams);
            if (unigrams) {
                pairs.addAttribute(DisableGraphAttribute.class);
            }
            return pairs;
        };
    }

    private static UnaryOperator<TokenStream> keywords(Settings settings, Environment environment, IndexSettings index) {
        CharArraySet words = Analysis.getWordSet(environment, settings, "keywords");
        if (words == null) {
            Pattern pattern = Pattern.compile(required("keywords_pattern", settings));
            return stream -> new PatternKeywordMarkerFilter(stream, pattern);
        }
        CharArraySet kept = new CharArraySet(words, settings.getAsBoolean("ignore_case", false));
        return stream -> new SetKeywordMarkerFilter(stream, kept);
    }

    private static final Pattern RULE = Pattern.compile("(.*)\\s*=>\\s*(.*)\\s*$");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    /** Rules of the form "what => by what", with Java's escapes. */
    private static UnaryOperator<Reader> mapping(Settings settings, Environment environment, IndexSettings index) {
        List<String> rules = Analysis.getWordList(environment, settings, "mappings");
        if (rules == null) {
            throw new IllegalArgumentException("mapping requires either `mappings` or `mappings_path` to be configured");
        }
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (String rule : rules) {
            Matcher sides = RULE.matcher(rule);
            if (!sides.find()) {
                throw new IllegalArgumentException("Invalid Mapping Rule : [" + rule + "]");
            }
            map.add(unescaped(sides.group(1).trim()), unescaped(sides.group(2).trim()));
        }
        NormalizeCharMap characters = map.build();
        return reader -> new MappingCharFilter(characters, reader);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(
            match.group(1) != null ? Character.toString(Integer.parseInt(match.group(1), 16)) : control(match.group(2))));
    }

    private static String control(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> letter;
        };
    }
}

package library.elasticsearch.nori;

import static library.elasticsearch.Parts.analyzer;
import static library.elasticsearch.Parts.filter;
import static library.elasticsearch.Parts.tokenizer;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.ko.KoreanNumberFilter;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.POS;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/** The names, settings and defaults of Elasticsearch's analysis-nori, over Lucene's nori. */
public final class NoriAnalysis extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("nori", analyzer((settings, environment, index) ->
            new KoreanAnalyzer(words(settings, environment), mode(settings), stopTags(settings, environment), false)));
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("nori_tokenizer", tokenizer((settings, environment, index) -> {
            UserDictionary words = words(settings, environment);
            DecompoundMode mode = mode(settings);
            boolean discards = settings.getAsBoolean("discard_punctuation", true);
            return () -> new KoreanTokenizer(
                KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, words, mode, false, discards);
        }));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "nori_number", filter((settings, environment, index) -> KoreanNumberFilter::new),
            "nori_readingform", filter((settings, environment, index) -> KoreanReadingFormFilter::new),
            "nori_part_of_speech", filter((settings, environment, index) -> {
                Set<POS.Tag> tags = stopTags(settings, environment);
                return stream -> new KoreanPartOfSpeechStopFilter(stream, tags);
            }));
    }

    private static DecompoundMode mode(Settings settings) {
        String name = settings.get("decompound_mode", KoreanTokenizer.DEFAULT_DECOMPOUND.name());
        return DecompoundMode.valueOf(name.toUpperCase(Locale.ENGLISH));
    }

    private static Set<POS.Tag> stopTags(Settings settings, Environment environment) {
        List<String> tags = Analysis.getWordList(environment, settings, "stoptags");
        return tags == null
            ? KoreanPartOfSpeechStopFilter.DEFAULT_STOP_TAGS
            : tags.stream().map(POS::resolveTag).collect(Collectors.toSet());
    }

    /** The editors' own words, or null; a word given twice is an error unless "lenient". */
    private static UserDictionary words(Settings settings, Environment environment) throws IOException {
        if (settings.hasValue("user_dictionary") && settings.hasValue("user_dictionary_rules")) {
            throw new IllegalArgumentException(
                "It is not allowed to use [user_dictionary] in conjunction with [user_dictionary_rules]");
        }
        List<String> rules = Analysis.getWordList(
            environment, settings, "user_dictionary", "user_dictionary_rules", "lenient", true, true);
        return rules == null || rules.isEmpty() ? null : UserDictionary.open(new StringReader(String.join("\n", rules)));
    }
}

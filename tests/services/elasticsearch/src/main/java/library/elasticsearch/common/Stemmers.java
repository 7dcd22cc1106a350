package library.elasticsearch.common;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.es.SpanishPluralStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;

/** The languages of the "stemmer" filter, of those Elasticsearch has the ones this site writes in. */
final class Stemmers {
    private static final Map<String, UnaryOperator<TokenStream>> BY_LANGUAGE = Map.ofEntries(
        Map.entry("english", PorterStemFilter::new),
        Map.entry("porter", PorterStemFilter::new),
        Map.entry("porter2", stream -> new SnowballFilter(stream, "English")),
        Map.entry("light_english", KStemFilter::new),
        Map.entry("kstem", KStemFilter::new),
        Map.entry("minimal_english", EnglishMinimalStemFilter::new),
        Map.entry("possessive_english", EnglishPossessiveFilter::new),
        Map.entry("french", stream -> new SnowballFilter(stream, "French")),
        Map.entry("light_french", FrenchLightStemFilter::new),
        Map.entry("minimal_french", FrenchMinimalStemFilter::new),
        Map.entry("spanish", stream -> new SnowballFilter(stream, "Spanish")),
        Map.entry("light_spanish", SpanishLightStemFilter::new),
        Map.entry("spanish_plural", SpanishPluralStemFilter::new)
    );

    /** The stemmer of the language named; IllegalArgumentException when there is none here. */
    static UnaryOperator<TokenStream> of(Settings settings) {
        String language = settings.get("language", settings.get("name", "porter")).toLowerCase(Locale.ROOT);
        UnaryOperator<TokenStream> stemmer = BY_LANGUAGE.get(language);
        if (stemmer == null) {
            throw new IllegalArgumentException(
                "The test server has no stemmer [" + language + "], only " + BY_LANGUAGE.keySet() + "; see Stemmers.java");
        }
        return stemmer;
    }

    private Stemmers() {}
}

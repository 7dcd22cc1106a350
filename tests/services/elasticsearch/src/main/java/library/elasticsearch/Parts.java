package library.elasticsearch;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Turns functions into the factories an AnalysisPlugin registers. "Normalizing" parts may stand in a normalizer. */
public final class Parts {
    /** Reads an index's settings once and returns what makes or wraps a stream. */
    @FunctionalInterface
    public interface Reads<T> {
        T read(Settings settings, Environment environment, IndexSettings index) throws IOException;
    }

    public static AnalysisProvider<AnalyzerProvider<? extends Analyzer>> analyzer(Reads<Analyzer> reads) {
        return (index, environment, name, settings) -> new Whole(name, reads.read(settings, environment, index));
    }

    public static AnalysisProvider<TokenizerFactory> tokenizer(Reads<Supplier<Tokenizer>> reads) {
        return (index, environment, name, settings) ->
            TokenizerFactory.newFactory(name, reads.read(settings, environment, index));
    }

    public static AnalysisProvider<TokenFilterFactory> filter(Reads<UnaryOperator<TokenStream>> reads) {
        return (index, environment, name, settings) -> new Filter(name, reads.read(settings, environment, index));
    }

    public static AnalysisProvider<TokenFilterFactory> normalizing(Reads<UnaryOperator<TokenStream>> reads) {
        return (index, environment, name, settings) -> {
            UnaryOperator<TokenStream> filter = reads.read(settings, environment, index);
            return new Normalizing(name, filter, filter);
        };
    }

    /** A filter that does another thing in a normalizer, where it must not add tokens. */
    public static AnalysisProvider<TokenFilterFactory> normalizing(
        Reads<UnaryOperator<TokenStream>> reads,
        UnaryOperator<TokenStream> normalizer
    ) {
        return (index, environment, name, settings) ->
            new Normalizing(name, reads.read(settings, environment, index), normalizer);
    }

    public static AnalysisProvider<CharFilterFactory> characters(Reads<UnaryOperator<Reader>> reads) {
        return (index, environment, name, settings) -> new Characters(name, reads.read(settings, environment, index));
    }

    public static AnalysisProvider<CharFilterFactory> normalizingCharacters(Reads<UnaryOperator<Reader>> reads) {
        return (index, environment, name, settings) ->
            new NormalizingCharacters(name, reads.read(settings, environment, index));
    }

    private record Whole(String name, Analyzer get) implements AnalyzerProvider<Analyzer> {
        @Override
        public AnalyzerScope scope() {
            return AnalyzerScope.INDEX;
        }
    }

    private record Filter(String name, UnaryOperator<TokenStream> filter) implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream stream) {
            return filter.apply(stream);
        }
    }

    private record Normalizing(String name, UnaryOperator<TokenStream> filter, UnaryOperator<TokenStream> normalizer)
        implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream stream) {
            return filter.apply(stream);
        }

        @Override
        public TokenStream normalize(TokenStream stream) {
            return normalizer.apply(stream);
        }
    }

    private record Characters(String name, UnaryOperator<Reader> filter) implements CharFilterFactory {
        @Override
        public Reader create(Reader reader) {
            return filter.apply(reader);
        }
    }

    private record NormalizingCharacters(String name, UnaryOperator<Reader> filter)
        implements NormalizingCharFilterFactory {
        @Override
        public Reader create(Reader reader) {
            return filter.apply(reader);
        }
    }

    private Parts() {}
}

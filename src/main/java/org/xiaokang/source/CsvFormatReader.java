package org.xiaokang.source;

import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * A source's options as a format. They are those of Spark's CSV reader and mean what they mean
 * there; what a source leaves out has the values here.
 */
final class CsvFormatReader {
  private static final Map<String, String> DEFAULTS =
      Map.of("header", "true", "multiLine", "true", "escape", "\"");

  private CsvFormatReader() {}

  /**
   * Reads the options of a csv source.
   *
   * @throws XiaokangException if one has no such value
   */
  static CsvFormat of(Source source) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(DEFAULTS);
    options.putAll(source.options());
    Charset encoding = TextStart.encoding(source);
    // Spark knows few of those that Java knows.
    TextStart.ENCODING.forEach(options::remove);
    try {
      return format(source, encoding, sparkOptions(options));
    } catch (XiaokangException e) {
      throw e;
    } catch (Exception e) { // what Scala throws is not declared
      throw new XiaokangException(
          "source '%s': its options are none of a csv file: %s"
              .formatted(source.name(), SourceErrors.said(e)),
          e);
    }
  }

  /** Spark's reading of options. */
  static CSVOptions sparkOptions(Map<String, String> options) {
    return new CSVOptions(
        scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(options)),
        false,
        "UTC");
  }

  private static CsvFormat format(Source source, Charset encoding, CSVOptions options) {
    char quote = options.quote();
    char escape = quote == '\0' ? '\0' : options.escape();
    char unlessSaid = escape == quote ? '\0' : escape;
    char escapeOfEscape =
        OptionConverters.toJava(options.charToEscapeQuoteEscaping())
            .map(Character.class::cast)
            .orElse(unlessSaid);
    return new CsvFormat(
        encoding.name(),
        options.delimiter(),
        quote,
        escape,
        escapeOfEscape,
        options.comment(),
        options.headerFlag(),
        options.multiLine(),
        OptionConverters.toJava(options.lineSeparator())
            .map(LineEnd::of)
            .orElse(options.multiLine() ? null : LineEnd.CR),
        options.ignoreLeadingWhiteSpaceInRead(),
        options.ignoreTrailingWhiteSpaceInRead(),
        options.nullValue(),
        options.emptyValueInRead(),
        strayQuote(source, options.unescapedQuoteHandling()));
  }

  private static CsvFormat.StrayQuote strayQuote(Source source, UnescapedQuoteHandling handling) {
    return switch (handling) {
      case STOP_AT_DELIMITER -> CsvFormat.StrayQuote.STOP_AT_DELIMITER;
      case STOP_AT_CLOSING_QUOTE -> CsvFormat.StrayQuote.STOP_AT_CLOSING_QUOTE;
      case SKIP_VALUE -> CsvFormat.StrayQuote.SKIP_VALUE;
      case BACK_TO_DELIMITER, RAISE_ERROR ->
          throw new XiaokangException(
              "source '%s' sets option unescapedQuoteHandling: %s; expected STOP_AT_DELIMITER, STOP_AT_CLOSING_QUOTE or SKIP_VALUE: a row that cannot be read is kept and rejected with a reason"
                  .formatted(source.name(), handling));
    };
  }
}

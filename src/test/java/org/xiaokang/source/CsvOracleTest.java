package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Made-up texts, as the splitter and as Spark's settings of its parser cut them. Rows whose quotes
 * are not closed in the line that they are opened in, and never properly, are left to {@link
 * CsvSplitterTest}: there the splitter means to be better.
 */
class CsvOracleTest {
  private static final int TEXTS = 500;
  private static final List<String> LINE_ENDS = List.of("\n", "\n", "\r\n", "\r");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sep=;",
        "sep=||",
        "sep=\\t",
        "quote='",
        "escape=\\",
        "multiLine=false",
        "comment=#",
        "ignoreLeadingWhiteSpace=true",
        "ignoreTrailingWhiteSpace=true",
        "nullValue=v1",
        "emptyValue=-",
        "unescapedQuoteHandling=STOP_AT_CLOSING_QUOTE"
      })
  void wellWrittenTextsHaveTheSameRows(String option) {
    Oracle oracle = new Oracle(option);
    CsvFormat format = oracle.format;
    for (int seed = 0; seed < TEXTS; seed++) {
      Random random = new Random(seed);
      int columns = 1 + random.nextInt(6);
      String text = wellWritten(random, columns, format);
      assertThat(ours(text, format)).as("%d: %s", seed, text).isEqualTo(oracle.rows(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sep=;",
        "quote='",
        "comment=#",
        "ignoreLeadingWhiteSpace=true",
        "ignoreTrailingWhiteSpace=true",
        "nullValue=b",
        "emptyValue=-",
        "unescapedQuoteHandling=SKIP_VALUE"
      })
  void badlyWrittenRowsHaveTheSameCellsIfTheirQuotesAreClosed(String option) {
    Oracle oracle = new Oracle(option);
    CsvFormat format = oracle.format;
    String header = "h0" + format.separator() + "h1" + format.separator() + "h2\n";
    int compared = 0;
    for (int seed = 0; seed < 3 * TEXTS; seed++) {
      String text = header + badlyWritten(new Random(seed), format) + "\n";
      List<String> theirs = oracle.rows(text);
      boolean isClosed = theirs.stream().noneMatch(row -> row.contains("\n"));
      if (isClosed) {
        compared++;
        assertThat(ours(text, format)).as("%d: %s", seed, text).isEqualTo(theirs);
      } else {
        assertThat(ours(text, format)).as("%d: %s", seed, text).allMatch(r -> r.startsWith("!"));
      }
    }
    assertThat(compared).isGreaterThan(TEXTS);
  }

  private static List<String> ours(String text, CsvFormat format) {
    return CsvText.rows(text, format).stream()
        .map(row -> row.replaceFirst("^[0-9-]+(: |(!) )", "$2"))
        .toList();
  }

  private static String wellWritten(Random random, int columns, CsvFormat format) {
    String end =
        format.lineEnd() == null || !format.multiLine()
            ? LINE_ENDS.get(random.nextInt(LINE_ENDS.size()))
            : "\n";
    StringBuilder text =
        new StringBuilder(
            IntStream.range(0, columns)
                .mapToObj(i -> "head" + i)
                .collect(Collectors.joining(format.separator(), "", end)));
    int rows = random.nextInt(6);
    for (int row = 0; row < rows; row++) {
      int cells = random.nextInt(6) == 0 ? 1 + random.nextInt(7) : columns;
      text.append(
          IntStream.range(0, cells)
              .mapToObj(i -> cell(random, format, end))
              .collect(Collectors.joining(format.separator())));
      text.append(end.repeat(random.nextInt(8) == 0 ? 2 : 1));
    }
    boolean endsOpen = rows > 0 && random.nextInt(3) == 0;
    return endsOpen ? text.substring(0, text.length() - end.length()) : text.toString();
  }

  private static String cell(Random random, CsvFormat format, String end) {
    String quote = String.valueOf(format.quote());
    String escaped = format.escape() + quote;
    String within = format.multiLine() ? end : " ";
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> quote + quote;
      case 2 -> quote + "河" + format.separator() + escaped + "x" + quote;
      case 3 -> quote + "two" + within + "lines" + quote + "  ".repeat(random.nextInt(2));
      case 4 -> quote + escaped + "é" + escaped + quote;
      case 5 -> "v " + random.nextInt(3);
      default -> "v" + random.nextInt(3);
    };
  }

  private static String badlyWritten(Random random, CsvFormat format) {
    String quote = String.valueOf(format.quote());
    List<String> bits =
        List.of("a", "b", " ", quote, quote, quote + quote, "\\", format.separator(), "#", "é");
    int length = random.nextInt(9);
    return IntStream.range(0, length)
        .mapToObj(i -> bits.get(random.nextInt(bits.size())))
        .collect(Collectors.joining());
  }

  /** Spark's settings of its parser, and the verdict of SourceReader. */
  private static final class Oracle {
    private final CsvFormat format;
    private final CsvParser parser;

    Oracle(String option) {
      String[] options = option.isEmpty() ? new String[0] : option.split("=", 2);
      Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      all.putAll(Map.of("header", "true", "multiLine", "true", "escape", "\""));
      all.putAll(CsvText.source(options).options());
      CsvParserSettings settings = CsvFormatReader.sparkOptions(all).asParserSettings();
      settings.setMaxColumns(100);
      settings.setInputBufferSize(1000);
      parser = new CsvParser(settings);
      format = CsvFormatReader.of(CsvText.source(options));
    }

    /** The rows behind the header. */
    List<String> rows(String text) {
      List<String> rows = new ArrayList<>();
      int columns = 0;
      if (format.multiLine()) {
        parser.beginParsing(new StringReader(text));
        columns = parser.parseNext().length;
        for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
          String content = String.valueOf(parser.getContext().currentParsedContent());
          rows.add(shown(row, content.replaceFirst("[\r\n]+$", ""), columns));
        }
        return rows;
      }
      for (String line : text.split("\r\n|\r|\n")) {
        if (!line.isBlank()) {
          String[] row = parser.parseLine(line);
          if (columns > 0) {
            rows.add(shown(row, line, columns));
          }
          columns = columns == 0 ? row.length : columns;
        }
      }
      return rows;
    }

    private String shown(String[] row, String content, int columns) {
      String separator = Pattern.quote(format.separator());
      String cell = "[^\\n" + format.separator().replaceAll("(.)", "\\\\$1") + "]*";
      Pattern swallowed = Pattern.compile("\\n(" + cell + separator + "){" + (columns - 1) + "}");
      boolean isSwallowed =
          columns > 3 && Arrays.stream(row).anyMatch(c -> c != null && swallowed.matcher(c).find());
      return row.length != columns || isSwallowed
          ? "!" + content
          : Arrays.stream(row)
              .map(c -> format.nullText().equals(c) ? null : c)
              .map(String::valueOf)
              .collect(Collectors.joining("|"));
    }
  }
}

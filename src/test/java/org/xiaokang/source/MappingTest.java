package org.xiaokang.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.config.Source;

/** A slip in a mapping, or in a header, is told before a row is read. */
class MappingTest {
  private static Mapping mapping(PrintedHeader header, List<String> columns, String... mapped) {
    Source source =
        new Source(
            "book",
            "csv",
            "book.csv",
            Map.of(),
            Map.of(mapped[0], mapped[1]),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Mapping(source, Contract.FIGURES, header, columns);
  }

  private static PrintedHeader header(PrintedHeader.Line... below) {
    return new PrintedHeader(
        List.of("area", "2016", "total", "2016", "Total"), ",", "book.csv", () -> List.of(below));
  }

  private static final List<String> UNIQUE = List.of("area", "20161", "total2", "20163", "Total4");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "value | 2016 | '2016' twice (columns 2, 4)",
        "value | total | 'total' twice (columns 3, 5)",
        "value | total * 10 | 'total' twice (columns 3, 5)",
        "note | concat(`Total`, area) | 'Total' twice (columns 3, 5)",
        "region_code | 410000 | it is a number, and no column has this name",
        "metric_code | 7 | it is a number, and no column has this name",
        "value | 2017 | did you mean '20161'"
      })
  void whatReadsNoColumnOrOneOfTwoIsRefused(String column, String written, String told) {
    Mapping mapping = mapping(header(), UNIQUE, column, written);
    assertThatThrownBy(() -> mapping.requireColumns(Set.of()))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("book.csv")
        .hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value | 20163",
        "value | area",
        "period_start | 2019",
        "region_code | '''2016'''",
        "note | concat('total', area)"
      })
  void whatNamesAColumnOnceIsNot(String column, String written) {
    Mapping mapping = mapping(header(), UNIQUE, column, written);
    assertThatCode(() -> mapping.requireColumns(Set.of())).doesNotThrowAnyException();
  }

  @Test
  void aColumnOfTheContractThatIsThereTwiceIsRefusedThoughNothingMapsIt() {
    PrintedHeader header = new PrintedHeader(List.of("scope", "v", "scope"), ",", "f", List::of);
    Mapping mapping = mapping(header, List.of("scope0", "v", "scope2"), "value", "v");
    assertThatThrownBy(() -> mapping.requireColumns(Set.of()))
        .hasMessageContaining("'scope' twice (columns 1, 3)");
  }

  @Test
  void aValueThatIsTheSameInAllRowsIsRefusedUnlessItStandsInQuotes() {
    Mapping counting = mapping(header(), UNIQUE, "value", "'1'");
    assertThatCode(() -> counting.requireRead("value", new CellRule.Text("1")))
        .doesNotThrowAnyException();
    Mapping mapping = mapping(header(), UNIQUE, "value", "5");
    assertThatThrownBy(() -> mapping.requireRead("value", new CellRule.Text("5")))
        .hasMessageContaining("reads no column");
    assertThatCode(() -> mapping.requireRead("value", new CellRule.OwnCell(0)))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherSeparatorIsSeenInTheHeader() {
    PrintedHeader header = new PrintedHeader(List.of("area\titem\tfigure"), ",", "f", List::of);
    assertThat(header.hint(List.of("area"))).contains("a tab", "options: {sep: \"\\t\"}");
  }

  @Test
  void aTitleIsSeenByTheHeaderBelowIt() {
    PrintedHeader header =
        new PrintedHeader(
            List.of("Table 3", "", ""),
            ",",
            "f",
            () ->
                List.of(
                    new PrintedHeader.Line(2, List.of("in persons", "", "")),
                    new PrintedHeader.Line(3, List.of("area", "item", "figure"))));
    assertThat(header.hint(List.of("area", "item", "figure"))).contains("Table 3", "line 3");
    assertThat(header.hint(List.of("other"))).isEmpty();
  }

  @Test
  void anAttributeThatAnExpressionReadsIsNotAppliedAgain() {
    List<String> columns = List.of("OBS_VALUE", "UNIT_MULT");
    assertThat(
            mapping(PrintedHeader.NONE, columns, "value", "OBS_VALUE * pow(10, UNIT_MULT)")
                .isReadOtherwise("unit_mult", "UNIT_MULT"))
        .isTrue();
    assertThat(
            mapping(PrintedHeader.NONE, columns, "value", "OBS_VALUE")
                .isReadOtherwise("unit_mult", "UNIT_MULT"))
        .isFalse();
  }
}

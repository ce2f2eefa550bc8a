package org.xiaokang.ingest;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourcePriorityTest {
  private static final SourcePriority NONE = new SourcePriority(Map.of());

  private static Observation figure(
      String source, String docId, @Nullable String published, @Nullable Double confidence) {
    return figure(source, docId, published, confidence, "same", "2019");
  }

  private static Observation figure(
      String source,
      String docId,
      @Nullable String published,
      @Nullable Double confidence,
      String match,
      String timePeriod) {
    RegionReading region =
        new RegionReading("A", "A", match, null, List.of(), "A", "county", Set.of(), Set.of());
    return new Observation(
        source,
        docId,
        "1",
        1,
        region,
        "income",
        "all",
        new Period("year", null, null, timePeriod, "A"),
        BigDecimal.ONE,
        "yuan",
        "1",
        "元",
        0,
        null,
        "exact",
        published == null ? null : LocalDate.parse(published),
        null,
        confidence,
        null);
  }

  @Test
  void theLowestPriorityNumberGoesFirstAndASourceWithoutOneAfterAll() {
    Observation yearbook = figure("yearbook", "d", "2020-01-01", 0.1);
    Observation report = figure("report", "d", "2021-01-01", 0.9);
    Observation other = figure("other", "d", "2022-01-01", 1.0);
    List<Observation> all = List.of(other, report, yearbook);
    assertThat(new SourcePriority(Map.of("yearbook", 1, "report", 2)).preferred(all))
        .isEqualTo(yearbook);
    assertThat(new SourcePriority(Map.of("report", 7)).preferred(all)).isEqualTo(report);
    assertThat(NONE.preferred(all)).isEqualTo(other);
  }

  private static Observation ruled(
      String obsId,
      String scope,
      String source,
      String docId,
      @Nullable String published,
      @Nullable Double confidence) {
    return with(figure(source, docId, published, confidence), obsId, scope, BigDecimal.ONE);
  }

  private static Observation with(Observation one, String obsId, String scope, BigDecimal value) {
    return new Observation(
        one.source(),
        one.docId(),
        obsId,
        one.observationId(),
        one.region(),
        one.metric(),
        scope,
        one.period(),
        value,
        one.unit(),
        one.valuePrinted(),
        one.unitPrinted(),
        one.decimals(),
        one.roundingTolerance(),
        one.qualifier(),
        one.publishedOn(),
        one.locator(),
        one.confidence(),
        one.note());
  }

  /** In each scope the figure "first" wins by one rule, and would lose by every later one. */
  private static final List<Observation> RULES =
      List.of(
          ruled("first", "priority", "bureau", "z", "2020-01-01", 0.1),
          ruled("b", "priority", "survey", "a", "2021-01-01", 0.9),
          ruled("a", "priority", "archive", "b", "2022-01-01", 1.0),
          ruled("first", "any priority", "archive", "z", "2020-01-01", 0.1),
          ruled("a", "any priority", "other", "a", "2021-01-01", 0.9),
          ruled("first", "publication", "survey", "z", "2021-03-02", 0.1),
          ruled("b", "publication", "yearbook", "a", "2021-03-01", 0.9),
          ruled("a", "publication", "yearbook", "b", null, 1.0),
          ruled("first", "confidence", "yearbook", "z", "2021-03-01", 0.9),
          ruled("b", "confidence", "survey", "a", "2021-03-01", 0.89),
          ruled("a", "confidence", "survey", "b", "2021-03-01", null),
          ruled("first", "document", "yearbook", "a", "2021-03-01", 0.9),
          ruled("a", "document", "survey", "b", "2021-03-01", 0.9),
          ruled("first", "observation", "yearbook", "a", null, null),
          ruled("second", "observation", "survey", "a", null, null),
          ruled("first", "source", "survey", "a", null, null),
          ruled("first", "source", "yearbook", "a", null, null));

  @Test
  void eachRuleDecidesWhereTheOnesBeforeItTieWhateverTheOrderOfRows() {
    SourcePriority priority =
        new SourcePriority(Map.of("bureau", 1, "survey", 2, "yearbook", 2, "archive", 30));
    List<Observation> shuffled = new ArrayList<>(RULES);
    for (int seed = 0; seed < 10; seed++) {
      Map<SourcePriority.Key, List<Observation>> rivals =
          shuffled.stream().collect(groupingBy(SourcePriority.Key::of));
      assertThat(rivals.values().stream().map(priority::preferred))
          .extracting(one -> one.source() + " " + one.scope() + "/" + one.obsId())
          .containsExactlyInAnyOrder(
              "bureau priority/first",
              "archive any priority/first",
              "survey publication/first",
              "yearbook confidence/first",
              "yearbook document/first",
              "yearbook observation/first",
              "survey source/first");
      Collections.shuffle(shuffled, new Random(seed));
    }
  }

  @Test
  void thenTheLatestPublicationAndThenTheHighestConfidence() {
    Observation unpublished = figure("s", "a", null, 1.0);
    Observation early = figure("s", "b", "2020-01-01", 1.0);
    Observation late = figure("s", "c", "2020-01-02", null);
    Observation sure = figure("s", "d", "2020-01-02", 0.5);
    assertThat(NONE.preferred(List.of(unpublished, early))).isEqualTo(early);
    assertThat(NONE.preferred(List.of(early, late))).isEqualTo(late);
    assertThat(NONE.preferred(List.of(late, sure))).isEqualTo(sure);
  }

  @Test
  void whatTiesIsSettledByDocumentAndSource() {
    Observation a = figure("s", "a", null, null);
    Observation b = figure("r", "b", null, null);
    assertThat(NONE.preferred(List.of(b, a))).isEqualTo(a);
    Observation source = figure("r", "a", null, null);
    assertThat(NONE.preferred(List.of(a, source))).isEqualTo(source);
  }

  @Test
  void theFigureOfWhatBecameAPartStandsForTheRegionOnlyWhereThereIsNoOther() {
    Observation part = figure("s", "a", "2022-01-01", 1.0, "merged", "2019");
    Observation whole = figure("s", "b", null, null);
    assertThat(new SourcePriority(Map.of("s", 1)).preferred(List.of(part, whole))).isEqualTo(whole);
    assertThat(NONE.preferred(List.of(part))).isEqualTo(part);
  }

  @Test
  void figuresWithoutAPeriodCompareWithinTheirDocumentOnly() {
    assertThat(SourcePriority.Key.of(figure("s", "a", null, null)))
        .isEqualTo(SourcePriority.Key.of(figure("s", "b", null, null)));
    assertThat(SourcePriority.Key.of(figure("s", "a", null, null, "same", "_U")))
        .isNotEqualTo(SourcePriority.Key.of(figure("s", "b", null, null, "same", "_U")));
    assertThat(SourcePriority.Key.of(figure("s", "a", null, null, "same", "../2019-12-31")))
        .as("one known bound makes a known period, whichever document names it")
        .isEqualTo(SourcePriority.Key.of(figure("s", "b", null, null, "same", "../2019-12-31")));
  }

  @Test
  void aDifferenceIsRelativeToThePreferredFigure() {
    BigDecimal twelve = new BigDecimal("12");
    assertThat(SourcePriority.relativeDifference(new BigDecimal("15"), twelve)).isEqualTo(0.25);
    assertThat(SourcePriority.relativeDifference(new BigDecimal("6"), twelve)).isEqualTo(-0.5);
    BigDecimal fifty = new BigDecimal("-50");
    assertThat(SourcePriority.relativeDifference(new BigDecimal("-60"), fifty)).isEqualTo(-0.2);
    assertThat(SourcePriority.relativeDifference(new BigDecimal("-50.0"), fifty)).isZero();
    assertThat(SourcePriority.relativeDifference(BigDecimal.ONE, BigDecimal.ZERO)).isNull();
    assertThat(SourcePriority.relativeDifference(new BigDecimal("0.0"), BigDecimal.ZERO)).isZero();
  }

  /** Whether each figure of one document or several is preferred, of how many, and how far off. */
  private static List<String> marks(String timePeriod, String... documentsAndValues) {
    List<Observation> all = new ArrayList<>();
    for (int i = 0; i < documentsAndValues.length; i += 2) {
      Observation one = figure("s", documentsAndValues[i], null, null, "same", timePeriod);
      all.add(with(one, String.valueOf(i), "all", new BigDecimal(documentsAndValues[i + 1])));
    }
    Map<SourcePriority.Key, List<Observation>> rivals =
        all.stream().collect(groupingBy(SourcePriority.Key::of));
    return all.stream()
        .map(one -> NONE.beside(one, rivals.getOrDefault(SourcePriority.Key.of(one), List.of())))
        .map(
            one ->
                (one.preferred() ? "preferred " : "kept ")
                    + one.reportCount()
                    + " "
                    + one.relativeDifference())
        .toList();
  }

  @Test
  void eachFigureStandsBesideTheOthersForTheSame() {
    assertThat(marks("2019", "a", "7")).containsExactly("preferred 1 null");
    assertThat(marks("2019", "a", "12", "b", "15", "c", "6"))
        .containsExactly("preferred 3 0.0", "kept 3 0.25", "kept 3 -0.5");
    assertThat(marks("2019", "b", "-6", "a", "-8"))
        .containsExactly("kept 2 0.25", "preferred 2 0.0");
    assertThat(marks("2019", "a", "0", "b", "5", "c", "0.0"))
        .containsExactly("preferred 3 0.0", "kept 3 null", "kept 3 0.0");
    assertThat(marks("2019", "a", "0.10", "b", "0.1"))
        .containsExactly("preferred 2 0.0", "kept 2 0.0");
    assertThat(marks("_U", "a", "10", "a", "11", "b", "40"))
        .containsExactly("preferred 2 0.0", "kept 2 0.1", "preferred 1 null");
  }
}

package org.xiaokang.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;
import org.xiaokang.indicator.Declared;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.StandingObservation;

/** Which observations are not shown where counts below 5 are not. */
class DisclosureControlTest {
  private static final String SUM = "{rule: sum, reason: people are counted once}";
  private static final String NONE = "{rule: none, reason: a rate}";
  private static final String METRICS =
      Declared.metric("poor", "person", "stock", SUM)
          + Declared.metric("people", "person", "stock", SUM)
          + Declared.metric("born", "person", "flow", SUM)
          + Declared.metric("homes", "person", "stock", NONE)
          + Declared.metric("money", "yuan", "flow", SUM)
          + Declared.metric("incidence", "percent", "rate", NONE)
          + "    reports: incidence\n"
          + Declared.metric("growth", "percent", "growth_rate", NONE)
          + "    reports: growth\n";
  private static final String INDICATORS =
      Declared.indicator(
              "incidence",
              "percent",
              "poor: {metric: poor}, all: {metric: people}",
              "100 * poor / all")
          + Declared.indicator(
              "growth",
              "percent",
              "now: {metric: born}, then: {metric: born, shift: -1y}",
              "100 * (now / then - 1)");
  private static final String REGIONS =
      """
      code,name,level,parent,valid_from,valid_to,successors
      N,Nation,province,,,,
      P,Upper,prefecture,N,,,
      P1,Ashford,county,P,,,
      P2,Brook,county,P,,,
      P3,Cliff,county,P,,,
      """;

  @TempDir private static Path folder;
  private static Catalogue catalogue;
  private static DisclosureControl control;

  private final List<ReportedFigure> figures = new ArrayList<>();
  private final Map<Long, String> names = new HashMap<>();

  @BeforeAll
  static void declare() {
    catalogue = Declared.catalogue(folder, METRICS, INDICATORS, REGIONS);
    control =
        DisclosureControl.of(catalogue.suppressing(Suppression.of(5, List.of("person"))))
            .orElseThrow();
  }

  @BeforeEach
  void forget() {
    figures.clear();
  }

  private static Observation observation(
      long id, String metric, String area, String year, String document, double value) {
    boolean isKnown = !year.equals(Period.NOT_STATED);
    return new Observation(
        "reports",
        document,
        String.valueOf(id),
        id,
        new RegionReading(area, area, "same", null, List.of(), area, "county", Set.of(), Set.of()),
        metric,
        "all",
        new Period(
            isKnown ? "year" : "unknown",
            isKnown ? LocalDate.parse(year + "-01-01") : null,
            isKnown ? LocalDate.parse(year + "-12-31") : null,
            year,
            isKnown ? "A" : "_U"),
        BigDecimal.valueOf(value),
        "person",
        String.valueOf(value),
        "人",
        0,
        null,
        "exact",
        null,
        null,
        null,
        null);
  }

  private DisclosureControlTest reported(
      String metric, String area, String year, String document, double value, boolean preferred) {
    long id = figures.size() + 1L;
    names.put(id, metric + " " + area + " " + year + " " + document);
    figures.add(
        ReportedFigure.of(
            new StandingObservation(
                observation(id, metric, area, year, document, value), preferred, 1, null)));
    return this;
  }

  private DisclosureControlTest reported(String metric, String area, String year, double value) {
    return reported(metric, area, year, "d", value, true);
  }

  /** The group, how many of it the figure stands for, and the group's size; by figure. */
  private Map<String, Confidentiality> found() {
    Map<String, Confidentiality> found = new TreeMap<>();
    for (ProtectedFigure figure : control.protectedFigures(figures)) {
      String name = names.getOrDefault(figure.observationId(), "");
      assertThat(name).startsWith(figure.metric() + " ");
      found.put(name, figure.confidentiality());
    }
    return found;
  }

  private Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new TreeMap<>();
    found().forEach((figure, of) -> sizes.put(figure, of.size()));
    return sizes;
  }

  @Test
  void aCountIsSmallIfAnyDocumentSaysSoAndAllDocumentsShareItsFate() {
    reported("poor", "P1", "2020", "register", 60, true)
        .reported("poor", "P1", "2020", "survey", 3, false)
        .reported("poor", "P2", "2020", 7)
        .reported("poor", "P3", "2020", 90);
    assertThat(sizes())
        .isEqualTo(
            Map.of("poor P1 2020 register", 2, "poor P1 2020 survey", 2, "poor P2 2020 d", 2));
  }

  @Test
  void zeroIsShownAndSoIsWhatIsNoCount() {
    reported("poor", "P1", "2020", 0).reported("money", "P1", "2020", 3);
    assertThat(found()).isEmpty();
  }

  @Test
  void aSmallDifferenceIsASmallCount() {
    reported("poor", "P1", "2020", -4).reported("poor", "P2", "2020", 5);
    assertThat(sizes().keySet()).containsExactly("poor P1 2020 d");
    reported("poor", "P3", "2020", 10);
    assertThat(sizes()).isEqualTo(Map.of("poor P1 2020 d", 2, "poor P3 2020 d", 2));
  }

  @Test
  void aReportedRateGoesWithTheCountOfItsPeriod() {
    reported("poor", "P1", "2020", 3)
        .reported("poor", "P2", "2020", 7)
        .reported("incidence", "P1", "2020", 1.5)
        .reported("incidence", "P1", "2019", 2.5)
        .reported("incidence", "P3", "2020", 3.5);
    Map<String, Confidentiality> found = found();
    assertThat(found.keySet())
        .containsExactly("incidence P1 2020 d", "poor P1 2020 d", "poor P2 2020 d");
    assertThat(found.values()).containsOnly(found.get("poor P1 2020 d"));
  }

  @Test
  void aRateOfTwoHiddenCountsIsInNoSum() {
    reported("poor", "P1", "2020", 3)
        .reported("poor", "P2", "2020", 7)
        .reported("people", "P1", "2020", 4)
        .reported("people", "P2", "2020", 9)
        .reported("incidence", "P1", "2020", 75);
    assertThat(sizes())
        .containsEntry("poor P1 2020 d", 2)
        .containsEntry("people P1 2020 d", 2)
        .containsEntry("incidence P1 2020 d", Suppression.NEVER_WHOLE);
  }

  @Test
  void aRateOverTwoPeriodsIsInNoSum() {
    reported("born", "P1", "2019", 3)
        .reported("born", "P2", "2019", 7)
        .reported("born", "P1", "2020", 30)
        .reported("growth", "P1", "2020", 900)
        .reported("growth", "P2", "2020", 1);
    assertThat(sizes())
        .containsEntry("growth P1 2020 d", Suppression.NEVER_WHOLE)
        .containsEntry("growth P2 2020 d", Suppression.NEVER_WHOLE)
        .containsEntry("born P1 2019 d", 2)
        .doesNotContainKey("born P1 2020 d");
  }

  @Test
  void figuresWithoutAPeriodAreLookedAtByDocument() {
    reported("poor", "P1", Period.NOT_STATED, "a", 3, true)
        .reported("poor", "P2", Period.NOT_STATED, "b", 7, true);
    assertThat(sizes()).isEqualTo(Map.of("poor P1 _U a", Suppression.NEVER_WHOLE));
  }

  @Test
  void countsOfRegionsThatDoNotAddUpHaveNoPartner() {
    reported("homes", "P1", "2020", 3).reported("homes", "P2", "2020", 7);
    assertThat(sizes()).isEqualTo(Map.of("homes P1 2020 d", Suppression.NEVER_WHOLE));
  }

  private static ReportedFigure of(String metric, String year) {
    return ReportedFigure.of(
        new StandingObservation(observation(1, metric, "P1", year, "d", 1), true, 1, null));
  }

  @Test
  void aRateIsLookedAtWithItsCountsYearByYearUnlessItSpansYears() {
    assertThat(control.key(of("incidence", "2020")))
        .isEqualTo(control.key(of("poor", "2020")))
        .isEqualTo(control.key(of("people", "2020")))
        .isEqualTo(new DisclosureControl.Key("incidence", 2020, null))
        .isNotEqualTo(control.key(of("poor", "2019")));
    assertThat(control.key(of("poor", Period.NOT_STATED)))
        .isEqualTo(new DisclosureControl.Key("incidence", null, "d"));
    assertThat(control.key(of("growth", "2020")))
        .isEqualTo(control.key(of("born", "2019")))
        .isEqualTo(control.key(of("born", Period.NOT_STATED)))
        .isEqualTo(new DisclosureControl.Key("born", null, null));
    assertThat(control.key(of("homes", "2020")).metrics()).isEqualTo("homes");
  }

  @Test
  void whatIsNoCountAndReportsNoneIsNotAskedAbout() {
    assertThat(control.concerns("growth")).isTrue();
    assertThat(control.concerns("money")).isFalse();
    assertThat(DisclosureControl.of(catalogue)).as("nothing is suppressed").isEmpty();
    assertThatThrownBy(() -> control.key(of("money", "2020")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no figure of metric 'money' is confidential")
        .hasMessageContaining("[born, homes, people, poor]");
  }

  @Test
  void aChangedCountTouchesItsRatesAndTheirOtherCounts() {
    assertThat(control.touchedBy(Set.of("poor")))
        .containsExactlyInAnyOrder("poor", "people", "incidence");
    assertThat(control.touchedBy(Set.of("growth"))).containsExactlyInAnyOrder("growth", "born");
    assertThat(control.touchedBy(Set.of("homes", "money"))).containsExactly("homes");
    assertThat(control.touchedBy(Set.of("money"))).isEmpty();
  }

  /** Of 60 random sets of figures: those of each key alone, in any order, tell the same. */
  @Test
  void theFiguresOfEachKeyTellTheSameAloneInAnyOrder() {
    int hidden = 0;
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      figures.clear();
      for (String area : List.of("N", "P", "P1", "P2", "P3")) {
        for (String metric : List.of("poor", "people", "born", "homes", "incidence", "growth")) {
          for (String year : List.of("2019", "2020", Period.NOT_STATED)) {
            String preferred = random.nextBoolean() ? "a" : "b";
            for (String document : List.of("a", "b")) {
              reported(
                  metric, area, year, document, random.nextInt(20), document.equals(preferred));
            }
          }
        }
      }
      List<ProtectedFigure> expected = control.protectedFigures(figures);
      hidden += expected.size();
      Map<DisclosureControl.Key, List<ReportedFigure>> keys = new HashMap<>();
      Collections.shuffle(figures, random);
      figures.forEach(
          figure -> keys.computeIfAbsent(control.key(figure), k -> new ArrayList<>()).add(figure));
      assertThat(keys).as("keys of seed %d", seed).hasSizeGreaterThan(5);
      List<ProtectedFigure> alone =
          keys.values().stream()
              .map(control::protectedFigures)
              .flatMap(Collection::stream)
              .toList();
      assertThat(alone).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(hidden).isGreaterThan(1000);
  }
}

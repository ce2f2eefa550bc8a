package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates that judge values, on literal rows; the expected figures are computed by hand. */
class GatesTest {
  @TempDir private Path folder;
  private Judged.Figures now = new Judged.Figures();
  private Judged.Figures before = new Judged.Figures();
  private Judged rows = new Judged(Path.of(""));

  @BeforeEach
  void start() {
    rows = new Judged(folder);
    now = rows.now;
    before = rows.before;
  }

  private List<String> judge(boolean compared, String... gates) throws IOException {
    return rows.judge(compared, gates);
  }

  /**
   * 10 12 11 13 12: median 12, deviations 2 0 1 1 0, their median 1; five robust deviations are
   * 7.413, more than a tenth of 12; 30 lies 18 away, 18 / 1.4826 = 12.1408.
   */
  @Test
  void historyHoldsAValueAgainstEarlierOnesOfLikePeriodsAndOrigin() throws IOException {
    double[] years = {10, 12, 11, 13, 12, 30};
    for (int i = 0; i < years.length; i++) {
      now.year("A", "level", 2010 + i, years[i]);
      // only two of them earlier than 2012, and none of another region's
      now.year("B", "level", 2010 + i % 2, 1000.0 * i);
    }
    // nine months are no year, and four earlier ones are too few
    for (int year = 2011; year <= 2015; year++) {
      double value = year == 2015 ? 900 : 7;
      String period = year + "-01-01/P9M";
      now.value("A", "P", "level", "reported", "year_to_date", period, year, "09-30", 0, value);
    }
    // an aggregate is not held against reports
    now.value("A", "P", "level", "aggregated", "year", "2016", 2016, "12-31", 0, 500.0);
    now.year("A", "level", 2017, null);
    assertThat(judge(false, "gate: history, on_failure: hold"))
        .containsExactly(
            "history|hold|failed|A|level|2015|reported|30.0000|4.5870|19.4130|1.4282|"
                + "12.1408 robust deviations from 12, the median of 5 earlier values");
  }

  /**
   * Five times 10: no spread, so that a tenth of 10 is all that is expected. Zeros tell nothing.
   */
  @Test
  void aConstantPastReachesAsFarAsTheTolerance() throws IOException {
    for (int year = 2010; year < 2015; year++) {
      now.year("A", "level", year, 10.0)
          .year("B", "level", year, 10.0)
          .year("C", "level", year, 0.0);
    }
    now.year("A", "level", 2015, 11.0).year("B", "level", 2015, 11.5).year("C", "level", 2015, 5.0);
    assertThat(judge(false, "gate: history, on_failure: warn, indicators: first"))
        .containsExactly(
            "history|warn|failed|B|level|2015|reported|11.5000|9.0000|11.0000|0.5000|"
                + "differs from 10, which all 5 earlier values are");
    assertThat(judge(false, "gate: history, on_failure: warn, indicators: second"))
        .containsExactly("history|warn|not_judged|there is nothing to judge");
  }

  /** Leap years end February on another day, and are alike all the same. */
  @Test
  void februariesAreAlike() throws IOException {
    for (int year = 2015; year <= 2020; year++) {
      String end = year % 4 == 0 ? "02-29" : "02-28";
      double value = year == 2020 ? 50 : 10;
      now.value("A", "P", "level", "reported", "year_to_date", year + "-02", year, end, 0, value);
    }
    assertThat(judge(false, "gate: history, on_failure: hold"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("history|hold|failed|A|level|2020-02|reported|50.0000|9.0000|11.0000|");
  }

  /**
   * F against 1 2 3 4 5: median 3, median deviation 1, ten robust deviations 14.826. The others
   * have F among their peers, and it hardly matters.
   */
  @Test
  void peersHoldAValueAgainstTheOthersOfItsParent() throws IOException {
    String[] areas = {"A", "B", "C", "D", "E", "F"};
    double[] values = {1, 2, 3, 4, 5, 100};
    for (int i = 0; i < areas.length; i++) {
      now.year(areas[i], "level", 2020, values[i]);
    }
    for (int i = 0; i < 5; i++) { // four peers are too few; so are regions of no parent
      now.value("Q" + i, "Q", "level", "reported", "year", "2020", 2020, "12-31", 0, 1.0 + 99 * i);
      now.value("A", "P", "level", "aggregated", "year", "2020", 2020, "12-31", 0, 1.0 + 99 * i);
    }
    for (int i = 0; i < 7; i++) {
      now.value("N" + i, null, "level", "reported", "year", "2020", 2020, "12-31", 0, 9.0 * i * i);
    }
    assertThat(judge(false, "gate: peers, on_failure: hold, deviations: 10"))
        .containsExactly(
            "peers|hold|failed|F|level|2020|reported|100.0000|-11.8260|17.8260|5.5426|"
                + "65.4256 robust deviations from 3, the median of 5 regions of the same parent");
    assertThat(judge(false, "gate: peers, on_failure: hold, deviations: 66"))
        .containsExactly(
            "peers|hold|passed|6 judged, 17 not: fewer than 5 other regions of the same parent and"
                + " period, or all of them 0");
  }

  @Test
  void rangeIsTheCataloguesOrTheGates() throws IOException {
    now.year("A", "share", 2020, 114.9).year("B", "share", 2020, -1.0);
    now.year("C", "share", 2020, 100.0).year("A", "level", 2020, 3.0);
    before.year("A", "share", 2020, 114.9).year("B", "share", 2020, -2.0);
    assertThat(judge(false, "gate: range, on_failure: hold"))
        .containsExactly(
            "range|hold|failed|A|share|2020|reported|114.9000|0.0000|100.0000|0.2980|above the range",
            "range|hold|failed|B|share|2020|reported|-1.0000|0.0000|100.0000|0.0200|below the range");
    // what readers saw holds nothing back a second time; another value does
    assertThat(judge(true, "gate: range, on_failure: hold"))
        .containsExactly(
            "range|hold|failed|B|share|2020|reported|-1.0000|0.0000|100.0000|0.0200|below the range",
            "range|warn|failed|A|share|2020|reported|114.9000|0.0000|100.0000|0.2980|above the range;"
                + " published before with this value");
    assertThat(judge(false, "gate: range, on_failure: warn, indicators: [level], max: 2"))
        .containsExactly(
            "range|warn|failed|A|level|2020|reported|3.0000|2.0000|0.5000|above the range");
    assertThat(judge(false, "gate: range, on_failure: warn, indicators: [level]"))
        .containsExactly("range|warn|not_judged|no expected range is declared");
  }

  /** 20 may become 12 to 28; of four values before, two are gone. */
  @Test
  void releaseDifferenceHoldsValuesAgainstTheSameOnesBefore() throws IOException {
    before.year("A", "level", 2014, 12.0).year("A", "level", 2015, 20.0);
    before.year("B", "level", 2015, 0.0).year("C", "level", 2015, 7.0);
    now.year("A", "level", 2014, 12.0).year("A", "level", 2015, 30.0);
    now.year("B", "level", 2015, 1.0).year("C", "level", 2015, null).year("D", "level", 2015, 9.0);
    String gate = "gate: release_difference, on_failure: hold, at_most: 0.4, disappeared_at_most: ";
    assertThat(judge(true, gate + "0.2"))
        .containsExactly(
            "release_difference|hold|failed|0.2500|0.0000|0.2000|0.5000|"
                + "1 of the 4 values of the release before have no value now",
            "release_difference|hold|failed|A|level|2015|reported|30.0000|12.0000|28.0000|0.2500|"
                + "was 20 in the release before",
            "release_difference|hold|failed|B|level|2015|reported|1.0000|0.0000|0.0000|1.0000|"
                + "was 0 in the release before");
    assertThat(judge(true, gate + "0.25")).hasSize(2);
    assertThat(judge(false, gate + "0.25"))
        .containsExactly(
            "release_difference|hold|not_judged|there is no release before this one to compare with");
  }

  /** -20 may become -28 to -12. */
  @Test
  void releaseDifferenceReachesBothWaysFromANegativeValue() throws IOException {
    before.year("A", "level", 2015, -20.0).year("B", "level", 2015, -20.0);
    now.year("A", "level", 2015, -22.0).year("B", "level", 2015, -30.0);
    assertThat(judge(true, "gate: release_difference, on_failure: hold, at_most: 0.4"))
        .containsExactly(
            "release_difference|hold|failed|B|level|2015|reported|-30.0000|-28.0000|-12.0000|0.2500|"
                + "was -20 in the release before");
  }

  /** Where a period is not known, a value is that of its document. */
  @Test
  void undatedValuesAreThoseOfTheirDocuments() throws IOException {
    before.value("A", "P", "level", "reported", "unknown", "_U", 0, "", 1, 10.0);
    before.value("A", "P", "level", "reported", "unknown", "_U", 0, "", 2, 99.0);
    now.value("A", "P", "level", "reported", "unknown", "_U", 0, "", 2, 99.0);
    now.value("A", "P", "level", "reported", "unknown", "_U", 0, "", 1, 10.0);
    assertThat(judge(true, "gate: release_difference, on_failure: hold, at_most: 0"))
        .containsExactly("release_difference|hold|passed|2 judged");
  }
}

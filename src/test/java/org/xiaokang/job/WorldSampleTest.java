package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.univocity.parsers.common.record.Record;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Reading;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/** The world's sample: another office's data by configuration alone. */
class WorldSampleTest {
  private static final List<String> SOUTH_ASIA =
      List.of("BGD", "BTN", "IND", "LKA", "MDV", "NPL", "PAK");

  @TempDir private static Path folder;
  private static Outcome outcome;
  private static ReleaseReader release;

  /** By country and metric, figures by year. */
  private static final Map<String, TreeMap<Integer, Double>> SURVEYS = new HashMap<>();

  @BeforeAll
  static void run() {
    String lake = folder.resolve("lake").toString();
    Setup setup = Setup.read(Path.of("conf/world.yaml"), Optional.of(lake));
    outcome =
        new NightlyJob(SparkTest.session(), setup, Clock.systemUTC(), Progress.silent()).nightly();
    release = Reading.latest(lake);
    for (Record row : PanelCsv.records(Path.of("data/world/pip_surveys.csv"))) {
      SURVEYS
          .computeIfAbsent(
              row.getString("region_code") + " " + row.getString("metric_code"),
              key -> new TreeMap<>())
          .put(
              Integer.valueOf(row.getString("period_start").substring(0, 4)),
              Double.valueOf(row.getString("value")));
    }
  }

  @AfterAll
  static void close() {
    release.close();
  }

  private static TableRow only(String table, String where) {
    List<TableRow> found =
        release.rows(List.of(table), "SELECT * FROM " + table + " WHERE " + where);
    assertThat(found).as(where).hasSize(1);
    return found.get(0);
  }

  private static double value(TableRow row, String column) {
    return Objects.requireNonNull(row.real(column));
  }

  @Test
  void everyFigureIsReadAndTheReleaseIsPublished() {
    assertThat(outcome.published()).isTrue();
    assertThat(outcome.counts().read()).isEqualTo(2340 + 432);
    assertThat(outcome.counts().rejected()).isZero();
    assertThat(outcome.compared().rows()).isNotEmpty();
    assertThat(outcome.compared().lines())
        .anySatisfy(line -> assertThat(line).contains("48 regions, 1929 to 2009").contains("less"));
  }

  /** Lined up and summed by hand: linear between surveys within three years, else the nearest. */
  @Test
  void povertyOfARegionIsThatOfItsCountriesAtEachLine() {
    for (String line : List.of("215", "365", "685")) {
      double poor = 0;
      double people = 0;
      double all = 0;
      int reported = 0;
      for (String country : SOUTH_ASIA) {
        double weight = Objects.requireNonNull(linedUp(country + " population", 30, true));
        Double rate = linedUp(country + " poverty_headcount_ratio_" + line, 3, false);
        all += weight;
        if (rate != null) {
          poor += weight * rate;
          people += weight;
          reported++;
        }
      }
      TableRow region =
          only(
              "indicators",
              "indicator = 'poverty_%s' AND ref_area = 'SAS' AND time_period = '2018'"
                      .formatted(line)
                  + " AND scope = 'lined_up' AND origin = 'aggregated'");
      assertThat(value(region, "obs_value")).isCloseTo(poor / people, within(1e-6));
      assertThat(value(region, "coverage")).isCloseTo(people / all, within(1e-9));
      assertThat(region.number("children_reported")).isEqualTo(reported);
      assertThat(region.texts("flags")).contains("nearest_survey", "between_surveys");
    }
  }

  private static @Nullable Double linedUp(String key, int most, boolean grows) {
    TreeMap<Integer, Double> byYear = SURVEYS.getOrDefault(key, new TreeMap<>());
    Entry<Integer, Double> before = byYear.floorEntry(2018);
    Entry<Integer, Double> after = byYear.ceilingEntry(2018);
    before = before != null && 2018 - before.getKey() <= most ? before : null;
    after = after != null && after.getKey() - 2018 <= most ? after : null;
    if (before == null || after == null) {
      return before == null ? (after == null ? null : after.getValue()) : before.getValue();
    }
    if (before.getKey().equals(after.getKey())) {
      return before.getValue();
    }
    double share = (2018.0 - before.getKey()) / (after.getKey() - before.getKey());
    return grows
        ? before.getValue() * Math.pow(after.getValue() / before.getValue(), share)
        : before.getValue() + share * (after.getValue() - before.getValue());
  }

  @Test
  void aRegionOfWhichTooFewPeopleAreSurveyedHasNoValue() {
    TableRow region =
        only(
            "indicators",
            "indicator = 'poverty_215' AND ref_area = 'MEA' AND time_period = '2018'"
                + " AND scope = 'lined_up' AND origin = 'aggregated'");
    assertThat(region.real("obs_value")).isNull();
    assertThat(region.text("reason")).contains("at least 67 % is needed");
  }

  @Test
  void comparisonsOfLinedUpValuesSaySo() {
    TableRow beta =
        only(
            "convergence",
            "comparison = 'countries_converge' AND model = 'beta' AND term = 'ln_first'");
    assertThat(beta.texts("reservations")).containsExactly("estimated");
    TableRow states =
        only(
            "convergence",
            "comparison = 'states_converge' AND model = 'beta' AND term = 'ln_first'");
    assertThat(states.texts("reservations")).isEmpty();
    assertThat(value(states, "estimate")).isNegative();
  }
}

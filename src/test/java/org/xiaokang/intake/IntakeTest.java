package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.XiaokangException;

class IntakeTest {
  /**
   * Good, duplicate, corrected, withdrawn, conflicting, missing, malformed: of everything a bit.
   */
  private static final List<Map<String, String>> MIXED =
      List.of(
          Given.row("good"),
          Given.row("twice"),
          Given.row("twice", "source_file", "b.csv"),
          Given.row("twice", "value", " 12 "),
          Given.row("other content"),
          Given.row("other content", "value", "13", "source_file", "b.csv"),
          Given.row("other content", "source_file", "c.csv"),
          Given.row("two contents"),
          Given.row("two contents", "value", "13"),
          Given.row("withdrawn"),
          Given.row("withdrawn", "action", "D", "source_file", "b.csv"),
          Given.row("other source", "source", "yearbook"),
          Given.row("other source"),
          Given.row("", "value", "1"),
          Given.row("", "value", "1"),
          Given.row("bad", "unit", "kg", "metric_code", "no_such"),
          Given.row("bad", "unit", "kg", "metric_code", "no_such"),
          Given.row("", "malformed", "1,2"),
          Given.row("", "malformed", "1,2"));

  @Test
  void everyRowIsAnObservationOrRejectedOrADuplicateOrSuperseded() {
    Dataset<Row> judged = Intake.judge(Given.raw(MIXED), Given.lookups());
    Row counts = Intake.counts(judged).first();
    assertThat(counts.schema().fieldNames())
        .containsExactly("read", "observed", "rejected", "duplicates", "superseded");
    assertThat(counts).hasToString("[19,5,7,4,3]");
    assertThat(Intake.repeats(Given.raw(MIXED)).first()).hasToString("[4,3]");
    assertThat(Intake.observations(judged, Map.of()).count()).isEqualTo(5);
    assertThat(Intake.rejected(judged).count()).isEqualTo(7);
  }

  @Test
  void whatBecomesOfTheRowsIsAllThatTablesAndCountsNeed() {
    Dataset<Row> judged = Intake.judge(Given.raw(MIXED), Given.lookups());
    Dataset<Row> outcomes = Intake.outcomes(judged);
    assertThat(Intake.counts(outcomes).first()).isEqualTo(Intake.counts(judged).first());
    assertThat(Intake.rejected(outcomes).collectAsList())
        .containsExactlyInAnyOrderElementsOf(Intake.rejected(judged).collectAsList());
    assertThat(Intake.figures(outcomes).collectAsList())
        .containsExactlyInAnyOrderElementsOf(Intake.figures(judged).collectAsList());
    assertThat(outcomes.filter("observation IS NULL AND received IS NULL").count())
        .as("duplicates and superseded rows carry nothing")
        .isEqualTo(7);
  }

  @Test
  void theOrderOfRowsAndTheirFilesChangesNothing() {
    List<String> expected = everything(MIXED, 1);
    for (int seed = 1; seed <= 3; seed++) {
      List<Map<String, String>> shuffled = new ArrayList<>(MIXED);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(everything(shuffled, seed)).isEqualTo(expected);
    }
  }

  private static List<String> everything(List<Map<String, String>> rows, int partitions) {
    Dataset<Row> judged = Intake.judge(Given.raw(rows).repartition(partitions), Given.lookups());
    List<String> all = new ArrayList<>();
    Intake.observations(judged, Map.of()).collectAsList().forEach(row -> all.add(row.toString()));
    Intake.rejected(judged).collectAsList().forEach(row -> all.add(row.toString()));
    Collections.sort(all);
    return all;
  }

  @Test
  void everyReasonOfARowIsCollected() {
    List<Row> judged =
        Given.judged(
            List.of(
                Given.row(
                    "1",
                    "doc_id",
                    " ",
                    "region_code",
                    "1",
                    "metric_code",
                    "poor_populaton_lifted",
                    "value",
                    "x",
                    "unit",
                    "kg",
                    "period_start",
                    "2019-02-29",
                    "period_kind",
                    "annual",
                    "qualifier",
                    "roughly",
                    "published_on",
                    "2021",
                    "confidence",
                    "1.2"),
                Given.row("2", "unit", "元"),
                Given.row("3", "metric_code", "xyz"),
                Given.row("4", "note", "caf\uFFFD"),
                Given.row("5", "malformed", "1,2\uFFFD", "value", "x")));
    assertThat(Given.reasons(judged))
        .isEqualTo(
            Map.of(
                "1",
                "missing:doc_id metric_unknown:metric_code unit_unknown:unit"
                    + " region_unknown:region_code value_unparsable:value"
                    + " date_invalid:period_start period_kind_unknown:period_kind"
                    + " date_invalid:published_on qualifier_unknown:qualifier"
                    + " confidence_invalid:confidence",
                "2",
                "unit_incompatible:unit",
                "3",
                "metric_unknown:metric_code",
                "4",
                "encoding:note",
                "5",
                "malformed:malformed encoding:malformed"));
    assertThat(Given.expected(judged.get(0), "metric_unknown"))
        .contains("did you mean 'poor_population_lifted'?");
    assertThat(Given.expected(judged.get(1), "unit_incompatible"))
        .isEqualTo(
            "a symbol of person, the unit of poor_population_lifted; this one is of yuan, yuan/person");
    assertThat(Given.expected(judged.get(2), "metric_unknown")).contains("table metrics");
  }

  @Test
  void aGoodRowBecomesAnObservation() {
    Row o =
        Intake.observations(
                Intake.judge(
                    Given.raw(
                        List.of(
                            Given.row(
                                "1",
                                "metric_code",
                                " 脱贫人口",
                                "value",
                                " 14.85 ",
                                "unit",
                                "万人",
                                "scope",
                                " type = village ; registered_poor; all ;type=village",
                                "qualifier",
                                "At least",
                                "published_on",
                                "2021-05-21",
                                "confidence",
                                "0.90",
                                "locator",
                                "697",
                                "note",
                                "  "))),
                    Given.lookups()),
                Map.of())
            .first();
    assertThat(o.schema().fieldNames())
        .containsExactly(
            "source",
            "doc_id",
            "obs_id",
            "observation_id",
            "ref_area",
            "panel_area",
            "region_match",
            "region_note",
            "shares",
            "metric",
            "scope",
            "freq",
            "period_kind",
            "time_period",
            "period_start",
            "period_end",
            "obs_value",
            "unit_measure",
            "value_printed",
            "unit_printed",
            "decimals",
            "half_unit",
            "qualifier",
            "obs_status",
            "published_on",
            "locator",
            "confidence",
            "note",
            "preferred",
            "stated_by",
            "relative_difference");
    assertThat(o.<String>getAs("metric")).isEqualTo("poor_population_lifted");
    assertThat(o.<String>getAs("scope")).isEqualTo("registered_poor;type=village");
    assertThat(o.<String>getAs("value_printed")).isEqualTo("14.85");
    assertThat(o.<String>getAs("qualifier")).isEqualTo("at_least");
    assertThat(o.<String>getAs("obs_status")).isEqualTo("E");
    assertThat(o.<Object>getAs("published_on")).hasToString("2021-05-21");
    assertThat(o.<Double>getAs("confidence")).isEqualTo(0.9);
    assertThat(o.<String>getAs("note")).isNull();
    assertThat(o.<Boolean>getAs("preferred")).isTrue();
  }

  @Test
  void scopesHaveOneSpelling() {
    String[][] scopes = {
      {"", "all"},
      {"all", "all"},
      {"ALL ; ", "ALL"},
      {" ; ", "all"},
      {"rural", "rural"},
      {"registered_poor;grade=C,D", "grade=C,D;registered_poor"},
      {"b=1;a1=2;a=3", "a=3;a1=2;b=1"},
      {"poor_population >= 100；level＝county", "level=county;poor_population>=100"},
    };
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] scope : scopes) {
      rows.add(Given.row("%d".formatted(rows.size()), "scope", scope[0]));
    }
    List<Row> judged = Given.judged(rows);
    for (int i = 0; i < scopes.length; i++) {
      assertThat(judged.get(i).<Row>getAs("observation").<String>getAs("scope"))
          .as(scopes[i][0])
          .isEqualTo(scopes[i][1]);
    }
  }

  @Test
  void aKeyTwiceInALookupMultipliesNoRow() {
    Lookups once = Given.lookups();
    Lookups twice =
        new Lookups(
            once.metrics().union(once.metrics()),
            once.units().union(once.units()),
            once.regionCodes().union(once.regionCodes()),
            once.regionNames().union(once.regionNames()));
    List<Map<String, String>> rows =
        List.of(
            Given.row("1"),
            Given.row("2", "region_code", "", "region_name", "上蔡县"),
            Given.row("3", "region_code", "", "region_name", "桥西区", "region_parent", "石家庄市"),
            Given.row("4", "metric_code", "nothing"));
    Dataset<Row> judged = Intake.judge(Given.raw(rows), twice);
    assertThat(judged.orderBy("obs_id").collectAsList()).isEqualTo(Given.judged(rows));
  }

  @Test
  void rawRowsWithoutAColumnAreAnError() {
    assertThatThrownBy(() -> Intake.judge(Given.raw(MIXED).drop("unit", "note"), Given.lookups()))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("intake needs the columns [unit, note]");
  }

  @Test
  void judgingShufflesOnce() {
    List<String> operators =
        Intake.judge(Given.raw(MIXED), Given.lookups())
            .queryExecution()
            .executedPlan()
            .toString()
            .lines()
            .map(line -> line.replaceAll("^[ :+-]*([A-Za-z]+( [a-z]+)?).*", "$1"))
            .toList();
    assertThat(operators)
        .contains("BroadcastHashJoin")
        .doesNotContain("SortMergeJoin", "BroadcastNestedLoopJoin", "Exchange");
    assertThat(operators.stream().filter("Exchange hashpartitioning"::equals)).hasSize(1);
    assertThat(operators.stream().filter("Sort"::equals)).hasSizeLessThan(5);
  }
}

package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;

/** Holds what Spark's expressions find of indicators against what plain Java finds. */
final class PartsOracle {
  private static final List<String> COLUMNS =
      Stream.of(
              Indicators.KEPT,
              List.of("months", "indicator", "complete", "obs_value", "unadjusted_value"),
              List.of("marks", "context_marks", "weight_marks", "base_period", "years", "weight"))
          .flatMap(List::stream)
          .toList();

  private static final List<String> OF_INPUT =
      List.of(
          "variable",
          "metric",
          "scope",
          "time_period",
          "value",
          "derived",
          "observation_id",
          "weight",
          "plain");

  private PartsOracle() {}

  /**
   * Holds both against each other.
   *
   * @param parts what Spark's expressions find in the observations
   */
  static void assertSame(Plan plan, Dataset<Row> observations, Dataset<Row> parts) {
    List<Observation> figures = new ArrayList<>();
    Map<Long, Confidentiality> confidential = new HashMap<>();
    for (Row row : observations.filter("preferred").collectAsList()) {
      figures.add(observation(row));
      if (Arrays.asList(observations.columns()).contains(Confidential.NAME)) {
        Confidentiality its = confidentiality(row.getAs(Confidential.NAME));
        if (its != null) {
          confidential.put(row.getAs("observation_id"), its);
        }
      }
    }
    List<RegionInput> plain =
        InMemory.inputs(plan, figures, figure -> confidential.get(figure.observationId()));
    assertThat(plain.stream().map(PartsOracle::shown).sorted().toList())
        .as("what plain Java finds")
        .isEqualTo(parts.collectAsList().stream().map(PartsOracle::shown).sorted().toList());
  }

  private static Observation observation(Row row) {
    RegionReading region =
        new RegionReading(
            row.getAs("ref_area"),
            row.getAs("panel_area"),
            row.getAs("region_match"),
            null,
            row.<Row>getList(row.fieldIndex("shares")).stream()
                .map(s -> new RegionReading.Share(s.getString(0), s.getString(1), s.getDouble(2)))
                .toList(),
            "",
            "",
            Set.of(),
            Set.of());
    Period period =
        new Period(
            row.getAs("period_kind"),
            day(row.getAs("period_start")),
            day(row.getAs("period_end")),
            row.getAs("time_period"),
            row.getAs("freq"));
    return new Observation(
        "test",
        row.getAs("doc_id"),
        "",
        row.getAs("observation_id"),
        region,
        row.getAs("metric"),
        row.getAs("scope"),
        period,
        row.getAs("obs_value"),
        "",
        "",
        "",
        null,
        null,
        row.getAs("qualifier"),
        day(row.getAs("published_on")),
        null,
        null,
        null);
  }

  private static @Nullable LocalDate day(@Nullable Object date) {
    return date == null ? null : LocalDate.parse(date.toString());
  }

  private static @Nullable Confidentiality confidentiality(@Nullable Row row) {
    return row == null ? null : new Confidentiality(row.getLong(0), row.getInt(1), row.getInt(2));
  }

  private static String shown(Row part) {
    Stream<Object> cells = COLUMNS.stream().map(name -> part.<@Nullable Object>getAs(name));
    String inputs =
        part.<Row>getList(part.fieldIndex("inputs")).stream()
            .map(
                input ->
                    shown(OF_INPUT.stream().map(name -> input.<@Nullable Object>getAs(name)))
                        + confidentiality(input.getAs(Confidential.NAME)))
            .toList()
            .toString();
    return shown(cells) + inputs;
  }

  private static String shown(RegionInput part) {
    Stream<@Nullable Object> cells =
        Stream.of(
            part.seriesArea(),
            part.refArea(),
            part.scope(),
            part.period().freq(),
            part.period().kind(),
            part.period().timePeriod(),
            part.period().start(),
            part.period().end(),
            part.series(),
            part.ordinal(),
            part.months(),
            part.indicator(),
            part.complete(),
            part.value(),
            part.unadjusted(),
            part.marks(),
            part.contextMarks(),
            part.weightMarks(),
            part.basePeriod(),
            part.years(),
            part.weight());
    return shown(cells) + part.inputs().stream().map(PartsOracle::shown).toList();
  }

  private static String shown(RegionInput.Figures input) {
    Stream<@Nullable Object> cells =
        Stream.of(
            input.variable(),
            input.metric(),
            input.scope(),
            input.timePeriod(),
            input.value(),
            input.derived(),
            input.observationId(),
            input.weight(),
            input.plain());
    return shown(cells) + input.confidential();
  }

  private static String shown(Stream<? extends @Nullable Object> cells) {
    return cells.map(String::valueOf).collect(Collectors.joining("|"));
  }
}

package org.xiaokang.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.lake.IndicatorsTable;
import org.xiaokang.lake.StoredPeriod;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/** Headlines of a release that is there already. */
final class HeadlineRows {
  private static final String INDICATORS = IndicatorsTable.SCHEMA.name();

  private HeadlineRows() {}

  /**
   * The headlines of a release.
   *
   * @param indicators the ids of those to look for
   */
  static HeadlineValues of(ReleaseReader reader, Set<String> indicators) {
    List<IndicatorValue> values = new ArrayList<>();
    if (!indicators.isEmpty()) {
      String marks = String.join(", ", Collections.nCopies(indicators.size(), "?"));
      reader.each(
          List.of(INDICATORS),
          "SELECT * FROM indicators WHERE obs_value IS NOT NULL AND indicator IN (" + marks + ")",
          row -> values.add(value(row)),
          new TreeSet<>(indicators).toArray());
    }
    return HeadlineValues.of(indicators, values);
  }

  /** As far as headlines tell of it. */
  private static IndicatorValue value(TableRow row) {
    return new IndicatorValue(
        row.text("ref_area"),
        row.text("panel_area"),
        row.text("indicator"),
        row.text("scope"),
        StoredPeriod.of(row),
        row.optionalText("base_period"),
        Origin.of(row.text("origin")),
        row.real("obs_value"),
        null,
        row.text("unit_measure"),
        row.text("obs_status"),
        row.optionalText("bound"),
        row.texts("flags"),
        null,
        row.rows("inputs").stream().map(HeadlineRows::input).toList(),
        null,
        null,
        row.optionalText("parent_area"),
        null,
        null,
        row.date("ends_by"));
  }

  private static InputFigure input(TableRow input) {
    return new InputFigure(
        input.text("variable"),
        input.text("metric"),
        null,
        null,
        null,
        false,
        input.find("observation_id").map(Long.class::cast).orElse(null));
  }
}

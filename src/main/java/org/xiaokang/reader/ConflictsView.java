package org.xiaokang.reader;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The view {@code conflicts}: figures of which there are several for the same area, metric, scope
 * and period, the preferred ones too. Grain: source, doc_id, obs_id, as in observations. Figures in
 * conflict stand together, the preferred one first.
 */
public final class ConflictsView {
  /** The view's name, used like a table's. */
  public static final String NAME = "conflicts";

  /** The table it is made of. */
  public static final String OBSERVATIONS = "observations";

  /** Of how many figures an observation is one; observations of early releases have no such. */
  public static final String STATED_BY = "stated_by";

  /** Its columns, which are columns of observations. */
  public static final List<String> COLUMNS =
      List.of(
          "ref_area",
          "metric",
          "scope",
          "period_kind",
          "time_period",
          "source",
          "doc_id",
          "obs_id",
          "obs_value",
          "unit_measure",
          "value_printed",
          "preferred",
          "relative_difference",
          "published_on",
          "confidence");

  private ConflictsView() {}

  /** The view in DuckDB's SQL. */
  static String sql(String schema) {
    return "SELECT "
        + COLUMNS.stream().map(Sql::name).collect(Collectors.joining(", "))
        + " FROM "
        + Sql.name(schema)
        + "."
        + OBSERVATIONS
        + " WHERE stated_by > 1 ORDER BY ref_area, metric, scope, period_kind, time_period,"
        + " CASE WHEN time_period = '_U' THEN doc_id END NULLS FIRST, preferred DESC, source,"
        + " doc_id, obs_id";
  }
}

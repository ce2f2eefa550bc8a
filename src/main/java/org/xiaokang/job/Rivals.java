package org.xiaokang.job;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.tables.Conflicts;
import org.xiaokang.tables.Tables;

/**
 * The figures that a preferred one was chosen over.
 *
 * @param tables the tables of a release
 */
record Rivals(Tables tables) {
  private static final int MOST = 5;

  private static final List<String> FIGURE =
      List.of("ref_area", "metric", "scope", "period_kind", "time_period");

  /** One line on the others; empty where there are none, or where a release does not tell. */
  Optional<String> of(Row observation) {
    boolean told = List.of(observation.schema().fieldNames()).contains("stated_by");
    if (!told || observation.<Integer>getAs("stated_by") == 1) {
      return Optional.empty();
    }
    Column rival = not(col("preferred"));
    for (String key : FIGURE) {
      rival = rival.and(col(key).equalTo(observation.<String>getAs(key)));
    }
    if (observation.<String>getAs("time_period").equals("_U")) {
      rival = rival.and(col("doc_id").equalTo(observation.<String>getAs("doc_id")));
    }
    List<Row> others = tables.table(Conflicts.NAME).filter(rival).collectAsList();
    String named = others.stream().limit(MOST).map(Rivals::named).collect(joining("; "));
    int more = others.size() - MOST;
    return Optional.of("      preferred to " + named + (more > 0 ? "; and " + more + " more" : ""));
  }

  private static String named(Row rival) {
    return "%s %s in document %s, observation %s of source %s%s"
        .formatted(
            Numbers.plain(rival.<BigDecimal>getAs("obs_value").doubleValue()),
            rival.<String>getAs("unit_measure"),
            rival.<String>getAs("doc_id"),
            rival.<String>getAs("obs_id"),
            rival.<String>getAs("source"),
            difference(rival.getAs("relative_difference")));
  }

  private static String difference(@Nullable Double relative) {
    if (relative == null) {
      return "";
    }
    return relative == 0
        ? " (the same)"
        : String.format(Locale.ROOT, " (%+.1f %%)", 100 * relative);
  }
}

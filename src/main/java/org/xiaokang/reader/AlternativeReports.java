package org.xiaokang.reader;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a preferred one was chosen over.
 *
 * @param release the release
 */
record AlternativeReports(ReleaseReader release) {
  private static final int MOST = 5;

  private static final List<String> FIGURE =
      List.of("ref_area", "metric", "scope", "period_kind", "time_period");

  /**
   * One line on the others; empty where there are none, or where a release does not tell.
   *
   * @param observation a row of observations
   */
  Optional<String> of(TableRow observation) {
    if (observation.find(ConflictsView.STATED_BY).filter(by -> !by.equals(1)).isEmpty()) {
      return Optional.empty();
    }
    StringBuilder sql = new StringBuilder("SELECT * FROM conflicts WHERE NOT preferred");
    List<String> values = new ArrayList<>();
    for (String key : FIGURE) {
      sql.append(" AND ").append(key).append(" = ?");
      values.add(observation.text(key));
    }
    if (observation.text("time_period").equals("_U")) {
      sql.append(" AND doc_id = ?");
      values.add(observation.text("doc_id"));
    }
    List<TableRow> others =
        release.rows(List.of(ConflictsView.NAME), sql.toString(), values.toArray());
    String named =
        others.stream().limit(MOST).map(AlternativeReports::named).collect(joining("; "));
    int more = others.size() - MOST;
    return Optional.of("      preferred to " + named + (more > 0 ? "; and " + more + " more" : ""));
  }

  private static String named(TableRow other) {
    return "%s %s in document %s, observation %s of source %s%s"
        .formatted(
            CellText.exact(other.cells().get("obs_value")),
            other.text("unit_measure"),
            other.text("doc_id"),
            other.text("obs_id"),
            other.text("source"),
            difference(other.real("relative_difference")));
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

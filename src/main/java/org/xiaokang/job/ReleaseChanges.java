package org.xiaokang.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.try_divide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.page.Page.Section;
import org.xiaokang.page.Table;
import org.xiaokang.reader.Numbers;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.IndicatorTables;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.Tables;

/**
 * What a release's page tells of the values that are not those of the release before.
 *
 * @param lake where both stand
 * @param setup what is declared
 * @param before the release before
 * @param after the release
 * @param change what the run of the release computed, if this is known
 */
record ReleaseChanges(
    Lake lake, Setup setup, Release before, Release after, Optional<Change> change) {
  static final String TITLE = "What changed";

  private static final int MOST = ReleasePage.MOST;
  private static final String INDICATORS = IndicatorTables.INDICATORS.name();

  Section section() {
    if (Objects.equals(after.tables().get(INDICATORS), before.tables().get(INDICATORS))) {
      return nothing();
    }
    Dataset<Row> differences = Kept.of(diff().rows());
    try {
      List<List<String>> counts = new QueryResult(Diff.byIndicator(differences)).texts(MOST + 1);
      if (counts.isEmpty()) {
        return nothing();
      }
      List<Table> tables = new ArrayList<>(List.of(table(counts)));
      largest(differences).ifPresent(tables::add);
      return new Section(TITLE, List.of(), tables);
    } finally {
      differences.unpersist();
    }
  }

  private Section nothing() {
    return new Section(TITLE, List.of("No indicator value changed " + since() + "."), List.of());
  }

  private String since() {
    return "since " + before.releaseId();
  }

  private Diff diff() {
    boolean otherCode = !before.codeVersion().equals(after.codeVersion());
    // Where the run began from the release before, what it left alone is the same.
    Optional<Change> known =
        change.filter(one -> one.base().filter(base -> base.isOf(before)).isPresent());
    return new Diff(differing(before, known), differing(after, known), otherCode);
  }

  private Tables differing(Release release, Optional<Change> known) {
    Tables tables = lake.tables(release);
    return known.map(one -> one.narrowed(tables)).orElse(tables);
  }

  private Table table(List<List<String>> counts) {
    return Table.of(
        "Values that are not the same "
            + since()
            + ", by indicator and reason"
            + (counts.size() > MOST ? " (the first " + MOST + "; jobs/diff lists all)" : ""),
        List.of(
            "indicator", "why", ">added", ">removed", ">changed", ">regions", ">largest change"),
        counts.stream().limit(MOST).map(ReleaseChanges::withPercent).toList());
  }

  /** The relative change, which comes last, in percent. */
  private static List<String> withPercent(List<String> cells) {
    List<String> shown = new ArrayList<>(cells);
    String share = shown.remove(shown.size() - 1);
    shown.add(
        share.isEmpty()
            ? ""
            : String.format(Locale.ROOT, "%,.1f %%", 100 * Double.parseDouble(share)));
    return shown;
  }

  private Optional<Table> largest(Dataset<Row> differences) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row :
        differences
            .filter(col("value_before").isNotNull().and(col("value_after").isNotNull()))
            .orderBy(
                // From 0, any change is the largest.
                try_divide(
                        abs(col("value_after").minus(col("value_before"))),
                        abs(col("value_before")))
                    .desc_nulls_first(),
                col("indicator"),
                col("ref_area"),
                col("time_period"),
                col("scope"),
                col("origin"))
            .limit(MOST)
            .collectAsList()) {
      String area = row.getAs("ref_area");
      rows.add(
          List.of(
              row.getAs("indicator"),
              setup.catalogue().regions().name(area, null) + " (" + area + ")",
              row.getAs("time_period"),
              row.getAs("scope"),
              Numbers.plain(row.<Double>getAs("value_before")),
              Numbers.plain(row.<Double>getAs("value_after")),
              row.getAs("why")));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Table.of(
                "The largest changes, by their share of the value before",
                List.of("indicator", "region", "period", "scope", ">before", ">now", "why"),
                rows));
  }
}

package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.Confidential;
import org.xiaokang.tables.ConfidentialityTable;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.TableDefinition;
import org.xiaokang.tables.TableWrite;
import org.xiaokang.tables.WriteResult;

/** Finds which observations are confidential, where the configuration suppresses counts. */
record Confidentiality(Setup setup, Written written) {
  private static final TableDefinition TABLE = ConfidentialityTable.CONFIDENTIAL_FIGURES;

  private Optional<ConfidentialFigures> figures() {
    return setup.catalogue().suppression().map(rule -> new ConfidentialFigures(setup.catalogue()));
  }

  /** Looks at all observations of the run. */
  void all(Steps steps) {
    figures()
        .ifPresent(figures -> steps.take("find what is confidential", () -> write(figures, null)));
  }

  /**
   * Looks at the metrics of which observations changed since a release.
   *
   * @param differences the observations that differ from the release's
   * @return these, and those that were shown then and are not now, or the other way round
   */
  Dataset<Row> since(Base base, Dataset<Row> differences) {
    return figures().map(figures -> since(base, figures, differences)).orElse(differences);
  }

  private Dataset<Row> since(Base base, ConfidentialFigures figures, Dataset<Row> differences) {
    if (!base.has(TABLE)) {
      write(figures, null);
      return differences; // every indicator is computed anew then
    }
    Column touched = null;
    if (base.isOfCatalogue(setup)) {
      Set<String> metrics = figures.touchedBy(Change.texts(differences.select("metric")));
      if (metrics.isEmpty()) {
        written.add(List.of(base.unchanged(TABLE)));
        return differences;
      }
      touched = col("metric").isin(metrics.toArray());
    }
    write(figures, touched);
    Column here = touched == null ? lit(true) : touched;
    Dataset<Row> otherwise =
        Differences.of(base.table(TABLE).filter(here), written.table(TABLE).filter(here))
            .select("observation_id")
            .distinct();
    Column[] columns =
        Arrays.stream(differences.columns()).map(functions::col).toArray(Column[]::new);
    return Kept.of(
        differences.union(
            observations()
                .filter(here)
                .join(otherwise, new String[] {"observation_id"}, "left_semi")
                .select(columns)));
  }

  private List<WriteResult> write(ConfidentialFigures figures, @Nullable Column where) {
    Dataset<Row> looked = where == null ? observations() : observations().filter(where);
    return written.add(written.write(List.of(new TableWrite(TABLE, figures.of(looked), where))));
  }

  /** The observations of the run, with what is confidential of them. */
  Dataset<Row> of(Dataset<Row> observations) {
    return written.has(TABLE) ? Confidential.in(observations, written.table(TABLE)) : observations;
  }

  private Dataset<Row> observations() {
    return written.table(IntakeTables.OBSERVATIONS);
  }
}

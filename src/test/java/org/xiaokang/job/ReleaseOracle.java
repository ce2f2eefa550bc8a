package org.xiaokang.job;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.xiaokang.SparkTest;
import org.xiaokang.config.ConfigurationReader;
import org.xiaokang.config.Source;
import org.xiaokang.indicator.CatalystFormulas;
import org.xiaokang.indicator.Claim;
import org.xiaokang.indicator.ClaimReconciliation;
import org.xiaokang.indicator.ClaimReconciliation.FigureName;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.MetricReconciliation;
import org.xiaokang.indicator.ReconciliationRow;
import org.xiaokang.indicator.Recorded;
import org.xiaokang.indicator.RegionProfiles;
import org.xiaokang.indicator.RollUpReconciliation;
import org.xiaokang.ingest.Observation;
import org.xiaokang.lake.ReconciliationTable;
import org.xiaokang.lake.RegionProfilesTable;
import org.xiaokang.lake.RowOracle;
import org.xiaokang.tables.SourceReader;
import org.xiaokang.tables.Tables;

/**
 * Holds what Spark made of a release's observations and indicators against what plain Java makes of
 * them: the tables region_profiles and reconciliation row by row, and the headlines.
 */
final class ReleaseOracle {
  private final Setup setup;
  private final Tables tables;
  private final List<IndicatorValue> values;

  /** The release of these tables, computed by that setup. */
  ReleaseOracle(Setup setup, Tables tables) {
    this.setup = setup;
    this.tables = tables;
    this.values = Recorded.values(tables.table("indicators"));
  }

  /** Compares all three; the regions are done one by one, as tasks do them. */
  void assertSame() {
    profiles();
    reconciliation();
    headlines();
  }

  private void profiles() {
    RegionProfiles profiles = RegionProfiles.of(setup.catalogue());
    RowOracle.assertSame(
        RegionProfilesTable.schema(setup.catalogue()),
        byRegion().map(profiles::rows).flatMap(List::stream).toList(),
        tables.table("region_profiles"));
  }

  private void reconciliation() {
    List<Observation> figures = Recorded.observations(tables.table("observations"));
    Set<Long> hidden = new HashSet<>();
    if (setup.catalogue().suppression().isPresent()) {
      tables
          .table("confidential_figures")
          .select("observation_id")
          .collectAsList()
          .forEach(row -> hidden.add(row.getLong(0)));
    }
    ClaimReconciliation claims = new ClaimReconciliation(claims(), new CatalystFormulas());
    Set<FigureName> named = claims.figures();
    List<Observation> needed =
        figures.stream().filter(figure -> named.contains(FigureName.of(figure))).toList();
    RollUpReconciliation rollUps = RollUpReconciliation.of(setup.catalogue());
    List<ReconciliationRow> rows = new ArrayList<>();
    rows.addAll(
        MetricReconciliation.of(setup.catalogue())
            .rows(figures, values, figure -> hidden.contains(figure.observationId())));
    byRegion().map(rollUps::rows).forEach(rows::addAll);
    rows.addAll(claims.rows(needed, figure -> hidden.contains(figure.observationId())));
    RowOracle.assertSame(ReconciliationTable.SCHEMA, rows, tables.table("reconciliation"));
  }

  private void headlines() {
    Set<String> ids = HeadlineValues.indicators(setup.catalogue());
    HeadlineValues found =
        byRegion()
            .map(part -> HeadlineValues.of(ids, part))
            .reduce(HeadlineValues.of(ids, List.of()), HeadlineValues::plus);
    assertThat(HeadlineTable.of(found, setup.catalogue()))
        .extracting(headline -> List.of(headline.cells(), headline.course()))
        .containsExactlyElementsOf(
            Headlines.of(tables.table("indicators"), setup.catalogue()).stream()
                .map(headline -> List.of(headline.cells(), headline.course()))
                .toList());
  }

  private Stream<List<IndicatorValue>> byRegion() {
    return values.stream()
        .collect(Collectors.groupingBy(IndicatorValue::refArea))
        .values()
        .stream();
  }

  /** The claims of all sources, as {@link Computation} reads them. */
  private List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Source source : setup.configuration().claims()) {
      Column[] columns =
          ConfigurationReader.CLAIM.stream()
              .map(name -> expr(source.columns().getOrDefault(name, name)).cast("string"))
              .map(cell -> functions.coalesce(cell, functions.lit("")))
              .toArray(Column[]::new);
      Dataset<Row> read = SourceReader.read(SparkTest.session(), source).select(columns);
      for (Row row : read.collectAsList()) {
        claims.add(
            new Claim(
                source.name(),
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
      }
    }
    return claims;
  }
}

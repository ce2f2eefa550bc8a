package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.Observed;

/** Who reads a release without Spark can check what holds for its rows. */
class ConditionsTest {
  @Test
  void duckDbReadsTheConditionsOfEveryTable(@TempDir Path folder) {
    List<TableSchema<?>> tables =
        new ArrayList<>(
            List.of(
                CatalogueTables.INDICATOR_CATALOGUE,
                CatalogueTables.METRICS,
                CatalogueTables.REGIONS,
                DisclosureGroupsTable.SCHEMA,
                IndicatorsTable.SCHEMA,
                ObservationHistoryTable.SCHEMA,
                ObservationsTable.SCHEMA,
                QualityResultsTable.SCHEMA,
                ReconciliationTable.SCHEMA,
                RejectedMetricsTable.SCHEMA,
                ReleasesTable.SCHEMA,
                SourceFilesTable.SCHEMA,
                RegionProfilesTable.schema(
                    Declared.catalogue(
                        folder,
                        Declared.metric("m", "yuan", "flow", "{rule: sum, reason: a test}"),
                        Declared.indicator("it", "yuan", "x: {metric: m}", "x"),
                        Observed.regions("K", "")))));
    ComparisonTable.all().forEach(table -> tables.add(ComparisonSchemas.of(table)));
    for (TableSchema<?> table : tables) {
      assertThatCode(() -> ConditionOracle.read(table)).as(table.name()).doesNotThrowAnyException();
    }
  }
}

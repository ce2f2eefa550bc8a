package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.IndicatorEntry;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.RegionEntry;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.Plan;
import org.xiaokang.lake.CatalogueTables;
import org.xiaokang.lake.SchemaOracle;
import org.xiaokang.lake.TableSchema;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.TableDefinition;

/** The catalogue's tables hold the very rows that Spark's {@link CatalogueRows} make. */
class CatalogueTablesOracleTest {
  @TempDir private Path folder;

  private interface Rows {
    Dataset<Row> of(CatalogueRows all, TableDefinition definition);
  }

  private static <T> void assertSame(
      Catalogue catalogue,
      TableSchema<T> schema,
      List<T> records,
      TableDefinition definition,
      Rows rows) {
    List<Row> expected =
        rows.of(new CatalogueRows(SparkTest.session(), catalogue), definition).collectAsList();
    assertThat(expected).isNotEmpty();
    assertThat(SchemaOracle.rows(schema, records).collectAsList())
        .containsExactlyElementsOf(expected);
    assertThat(records).allMatch(record -> SchemaOracle.broken(schema, record).isEmpty());
  }

  private static void assertSameRows(Catalogue catalogue) {
    assertSame(
        catalogue,
        CatalogueTables.REGIONS,
        RegionEntry.all(catalogue.regions()),
        ReferenceTables.REGIONS,
        CatalogueRows::regions);
    assertSame(
        catalogue,
        CatalogueTables.METRICS,
        List.copyOf(catalogue.metrics().values()),
        ReferenceTables.METRICS,
        CatalogueRows::metrics);
    assertSame(
        catalogue,
        CatalogueTables.INDICATOR_CATALOGUE,
        IndicatorEntry.all(catalogue, Plan.of(catalogue).hashes()),
        ReferenceTables.INDICATOR_CATALOGUE,
        CatalogueRows::indicators);
  }

  @Test
  void theSchemasSayTheSame() {
    SchemaOracle.assertSame(CatalogueTables.REGIONS, ReferenceTables.REGIONS);
    SchemaOracle.assertSame(CatalogueTables.METRICS, ReferenceTables.METRICS);
    SchemaOracle.assertSame(
        CatalogueTables.INDICATOR_CATALOGUE, ReferenceTables.INDICATOR_CATALOGUE);
  }

  @Test
  void theSampleHasTheSameRows() {
    assertSameRows(Setup.read(Path.of("conf/xiaokang.yaml"), Optional.empty()).catalogue());
  }

  @Test
  void aSmallProjectHasTheSameRows() throws IOException {
    Project project = new Project(folder);
    Files.writeString(
        folder.resolve("regions.csv"),
        """
        code,name,name_en,level,parent,valid_from,valid_to,successors,neighbours,zone,plain
        AT,Österreich,Austria,country,,,,,DE,east,
        DE,Deutschland,,country,,,,,AT,,
        """);
    assertSameRows(Setup.read(project.configuration(), Optional.empty()).catalogue());
  }

  /** A region that was divided, and a metric made of others. */
  @Test
  void aCatalogueWithAHistoryHasTheSameRows() {
    Catalogue catalogue =
        Declared.catalogue(
            folder,
            Declared.metric("poor", "person", "stock", "{rule: sum, reason: a test}")
                + Declared.metric("lifted", "person", "flow", "{rule: sum, reason: a test}")
                + Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}")
                + "    definition: All who live there\n"
                + "    aliases: [population, inhabitants]\n"
                + "    derive: [{inputs: {p: {metric: poor}, l: {metric: lifted, scope: rural}},"
                + " value: p + l}]\n",
            Declared.indicator(
                    "share", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n")
                + "    definition: Of a hundred people\n"
                + Declared.indicator(
                    "change",
                    "person",
                    "now: {metric: poor, scope: rural}, then: {metric: poor, shift: -1y},"
                        + " above: {metric: poor, of: parent}",
                    "now - then + 0 * above"),
            """
            code,name,level,parent,valid_from,valid_to,successors
            P,P,province,,,,
            A,A,county,P,1990-01-01,2009-12-31,B:0.25;C:0.75
            B,B,county,P,2010-01-01,,
            C,C,county,P,2010-01-01,,
            """);
    assertSameRows(catalogue);
    assertThat(catalogue.metrics().values().stream().map(Metric::derivations))
        .anyMatch(derivations -> !derivations.isEmpty());
  }
}

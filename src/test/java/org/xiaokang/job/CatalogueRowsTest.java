package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.CatalogueReader;
import org.xiaokang.catalogue.Problems;
import org.xiaokang.indicator.CatalystFormulas;
import org.xiaokang.tables.ReferenceTables;

class CatalogueRowsTest {
  private static String text(Dataset<Row> rows, String area) {
    Row row = rows.filter("ref_area = '" + area + "'").first();
    return "%s %s %s %s %s"
        .formatted(
            row.<String>getAs("panel_area"),
            row.<Object>getAs("valid_from"),
            row.<Object>getAs("valid_to"),
            row.<String>getAs("successors"),
            row.<Integer>getAs("children_expected"));
  }

  @Test
  void regionsSayTheirSeriesAndHowManyLieBelow() {
    Setup setup = Setup.read(Path.of("conf/xiaokang.yaml"), Optional.empty());
    Dataset<Row> regions =
        new CatalogueRows(SparkTest.session(), setup.catalogue()).regions(ReferenceTables.REGIONS);
    assertThat(text(regions, "100000")).isEqualTo("100000 null null null 34");
    assertThat(text(regions, "410000")).isEqualTo("410000 1981-01-01 null null 18");
    assertThat(text(regions, "411722")).isEqualTo("411722 2000-01-01 null null null");
    assertThat(text(regions, "412825")).isEqualTo("411722 1981-01-01 1999-12-31 411722 null");
    assertThat(text(regions, "431024-shiqiao-xianrenqiao"))
        .isEqualTo("431024-shiqiao-xianrenqiao null null null 0");
  }

  @Test
  void regionsSayTheirNeighboursAndAttributes(@TempDir Path folder) throws IOException {
    Path own =
        Files.writeString(
            folder.resolve("own.csv"),
            """
            code,name,level,parent,valid_from,valid_to,successors,neighbours,zone,plain
            X1,甲县,county,,,,,X2;410000,east,
            X2,乙县,county,,,,,,,
            """);
    Path conf = Path.of("conf");
    Problems problems = new Problems();
    Catalogue catalogue =
        CatalogueReader.read(
            new CatalogueReader.Locations(
                conf.resolve("units.yaml"),
                conf.resolve("metrics.yaml"),
                conf.resolve("indicators"),
                List.of(own, conf.resolve("regions.csv"))),
            new CatalystFormulas(),
            problems);
    problems.throwIfAny();
    List<Row> rows =
        new CatalogueRows(SparkTest.session(), catalogue)
            .regions(ReferenceTables.REGIONS)
            .filter("ref_area LIKE 'X%'")
            .orderBy("ref_area")
            .collectAsList();
    assertThat(rows).extracting(row -> row.getString(0)).containsExactly("X1", "X2");
    assertThat(rows)
        .extracting(row -> row.getList(row.fieldIndex("neighbours")))
        .containsExactly(List.of("X2", "410000"), List.of());
    assertThat(rows)
        .extracting(row -> row.getJavaMap(row.fieldIndex("attributes")))
        .containsExactly(Map.of("zone", "east"), Map.of());
  }
}

package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.xiaokang.SparkTest;
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
}

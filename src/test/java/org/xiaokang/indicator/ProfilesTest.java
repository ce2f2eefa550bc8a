package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Catalogue;

/** Regions in profiles bear the names they bore at the end of the period. */
class ProfilesTest {
  private static final SparkSession SPARK = SparkTest.session();

  @TempDir private Path folder;

  private Catalogue catalogue() {
    return Declared.catalogue(
        folder,
        Declared.metric("m", "yuan", "flow", "{rule: sum, reason: adds up}"),
        Declared.indicator("income", "yuan", "x: {metric: m}", "x"),
        "code,name,level,parent,valid_from,valid_to,successors\nK,K,county,,,,\n");
  }

  @Test
  void namesLevelsAndParentsAreThoseOfThePeriod() {
    Dataset<Row> regions =
        SPARK.sql(
            """
            SELECT * FROM VALUES
              ('K', '旧县', 'Old', 'county', 'P', NULL, DATE'1999-12-31'),
              ('K', '新市', 'New', 'city', 'Q', DATE'2000-01-01', NULL),
              ('L', '后县', 'Late', 'county', 'P', DATE'2015-01-01', DATE'2018-12-31'),
              ('P', '旧省', 'Old province', 'province', NULL, NULL, DATE'2005-12-31'),
              ('P', '新省', 'New province', 'province', NULL, DATE'2006-01-01', NULL),
              ('Q', '别省', 'Other province', 'province', NULL, NULL, NULL)
            AS t(ref_area, name, name_en, level, parent, valid_from, valid_to)
            """);
    Dataset<Row> indicators =
        SPARK.sql(
            """
            SELECT area AS ref_area, parent_area, time_period, period_start, period_end, area AS panel_area, 'year' AS period_kind, 'all' AS scope,
              'reported' AS origin, 'income' AS indicator, 1.5D AS obs_value
            FROM VALUES
              ('K', 'P', '1999', DATE'1999-01-01', DATE'1999-12-31'),
              ('K', CAST(NULL AS STRING), '2000', DATE'2000-01-01', DATE'2000-12-31'),
              ('K', NULL, '_U', NULL, NULL),
              ('L', 'P', '2010', DATE'2010-01-01', DATE'2010-12-31'),
              ('L', 'P', '2020', DATE'2020-01-01', DATE'2020-12-31'),
              ('X', NULL, '2020', DATE'2020-01-01', DATE'2020-12-31')
            AS t(area, parent_area, time_period, period_start, period_end)
            """);
    List<String> rows =
        Profiles.of(indicators, regions, catalogue())
            .orderBy("ref_area", "time_period")
            .drop("panel_area", "period_kind", "period_start")
            .collectAsList()
            .stream()
            .map(row -> row.mkString("|"))
            .toList();
    assertThat(rows)
        .containsExactly(
            "K|旧县|Old|county|P|旧省|Old province|1999|1999-12-31|1.5",
            "K|新市|New|city|Q|别省|Other province|2000|2000-12-31|1.5",
            "K|新市|New|city|Q|别省|Other province|_U|null|1.5",
            "L|后县|Late|county|P|新省|New province|2010|2010-12-31|1.5",
            "L|后县|Late|county|P|新省|New province|2020|2020-12-31|1.5",
            "X|null|null|null|null|null|null|2020|2020-12-31|1.5");
  }
}

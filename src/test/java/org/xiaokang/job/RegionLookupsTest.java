package org.xiaokang.job;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SharedData;
import org.xiaokang.SparkTest;
import org.xiaokang.config.Source;
import org.xiaokang.intake.Intake;
import org.xiaokang.intake.Mapping;

/** Names and codes of the official list of 1981 to 2024 on their way through intake. */
class RegionLookupsTest {
  private static final SparkSession SPARK = SparkTest.session();

  @TempDir private static Path folder;

  private static LookupTables tables;
  private static List<String[]> codes;

  @BeforeAll
  static void read() throws Exception {
    Path divisions = SharedData.divisions();
    codes = new ArrayList<>();
    for (String line : Files.readAllLines(divisions)) {
      codes.add(line.split(",", -1));
    }
    Path conf = folder.resolve("xiaokang.yaml");
    Files.writeString(
        conf,
        """
        lake: lake
        catalogue:
          units: %1$s/units.yaml
          metrics: %1$s/metrics.yaml
          indicators: %1$s/indicators
          regions: [%2$s]
        sources: [{name: s, format: csv, path: s.csv}]
        """
            .formatted(Path.of("conf").toAbsolutePath(), divisions.toAbsolutePath()));
    Setup setup = Setup.read(conf, Optional.empty());
    tables = new LookupTables(SPARK, setup.catalogue());
  }

  /** Rows of obs_id, region_code, region_name, region_parent, region_level, period_end, judged. */
  private static Map<String, Row> judged(List<String[]> rows) {
    Dataset<Row> source =
        SPARK.createDataFrame(
            rows.stream().map(r -> RowFactory.create((Object[]) r)).toList(),
            StructType.fromDDL(
                "obs_id string, region_code string, region_name string, region_parent string,"
                    + " region_level string, period_end string"));
    Map<String, String> columns =
        Map.of("doc_id", "'d'", "metric_code", "'grain_output'", "value", "'1'", "unit", "'吨'");
    Source spec =
        new Source(
            "s",
            "csv",
            "s.csv",
            Map.of(),
            columns,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Map<String, Row> judged = new TreeMap<>();
    Dataset<Row> received =
        Mapping.raw(source, spec).withColumn("modified_at", lit(null).cast("timestamp"));
    Intake.judge(received, tables.lookups())
        .collectAsList()
        .forEach(row -> judged.put(row.getAs("obs_id"), row));
    return judged;
  }

  private static String reason(Map<String, Row> judged, String id) {
    Row row = Objects.requireNonNull(judged.get(id));
    return row.<Row>getList(row.fieldIndex("reasons")).stream()
        .map(r -> r.getAs("code") + ":" + r.getAs("expected"))
        .filter(r -> r.startsWith("region_"))
        .collect(Collectors.joining(" "));
  }

  private static Row observation(Map<String, Row> judged, String id) {
    return Objects.requireNonNull(judged.get(id)).getAs("observation");
  }

  private static String[] row(String id, String code, String name, String parent, String day) {
    return new String[] {id, code, name, parent, "", day};
  }

  @Test
  void aNameSharedIn2020NeedsItsParent() {
    Map<String, List<String[]>> bearers = new HashMap<>();
    for (String[] code : codes.subList(1, codes.size())) {
      boolean valid =
          Integer.parseInt(code[6]) <= 2020
              && (code[7].isEmpty() || Integer.parseInt(code[7]) > 2020);
      if (valid) {
        bearers.computeIfAbsent(code[2], name -> new ArrayList<>()).add(code);
      }
    }
    bearers.values().removeIf(same -> same.size() == 1);
    List<String[]> shared = bearers.values().stream().flatMap(List::stream).toList();
    assertThat(shared).hasSize(66);
    List<String[]> rows = new ArrayList<>();
    for (String[] code : shared) {
      String above = code[4].equals("直辖") ? code[3] : code[4];
      rows.add(row(code[0] + " alone", "", code[2], "", "2020-12-31"));
      rows.add(row(code[0] + " within", "", code[2], above, "2020-12-31"));
    }
    Map<String, Row> judged = judged(rows);
    for (String[] code : shared) {
      assertThat(reason(judged, code[0] + " alone"))
          .as(Arrays.toString(code))
          .startsWith("region_ambiguous:")
          .contains("(" + code[0] + ")");
      assertThat(reason(judged, code[0] + " within")).as(Arrays.toString(code)).isEmpty();
      Row within = observation(judged, code[0] + " within");
      assertThat(within.<String>getAs("ref_area")).isEqualTo(code[0]);
      assertThat(within.<String>getAs("region_match")).isEqualTo("same");
    }
  }

  @Test
  void aCodeIsReadAsOfItsPeriod() {
    Map<String, Row> judged =
        judged(
            List.of(
                row("moved", "412825", "", "", "2020-12-31"),
                row("young", "500240", "石柱县", "", "1982-12-31"),
                row("before", "110101", "", "", "1975-12-31"),
                row("merged", "110104", "宣武区", "", "2020-12-31"),
                row("divided", "130103", "桥东区", "", "2020-12-31"),
                row("gone", "512300", "", "", "2020-12-31"),
                row("undated", "412825", "", "", ""),
                row("undated, named", "412825", "驻马店市", "", ""),
                row("undated, named as then", "412825", "驻马店地区", "", ""),
                row("undated, of another", "412825", "焦作市", "", ""),
                row("between", "419001", "", "", "1993-12-31"),
                row("between, named", "419001", "济源市", "", "1993-12-31"),
                row("other", "419001", "义马市", "", "2020-12-31"),
                row("by old name", "", "石柱县", "重庆市", "2020-12-31")));
    assertThat(read(judged, "moved")).isEqualTo("411722 411722 successor");
    assertThat(read(judged, "young")).isEqualTo("512325 500240 predecessor");
    assertThat(read(judged, "before")).isEqualTo("110101 110101 not_yet");
    assertThat(read(judged, "merged")).isEqualTo("110102 110102 merged");
    assertThat(read(judged, "divided")).isEqualTo("130103 130103 split");
    assertThat(observation(judged, "divided").<String>getAs("region_note"))
        .isEqualTo(
            "130103 桥东区 was divided in 2014 among 130102 长安区, 130104 桥西区; no weights are"
                + " declared, so the figure stays under 130103");
    assertThat(read(judged, "gone")).isEqualTo("512300 512300 ended");
    assertThat(read(judged, "undated")).isEqualTo("412825 411722 same");
    assertThat(read(judged, "undated, named")).isEqualTo("412825 411722 same");
    assertThat(read(judged, "undated, named as then")).isEqualTo("412825 411722 same");
    assertThat(reason(judged, "undated, of another")).startsWith("region_conflict:");
    assertThat(reason(judged, "between"))
        .contains("三门峡市 义马市 (411281)")
        .contains("焦作市 济源市 (410881)");
    assertThat(read(judged, "between, named")).isEqualTo("410881 419001 predecessor");
    assertThat(reason(judged, "other")).startsWith("region_conflict:");
    assertThat(read(judged, "by old name")).isEqualTo("500240 500240 successor");
  }

  private static String read(Map<String, Row> judged, String id) {
    assertThat(reason(judged, id)).as(id).isEmpty();
    Row observation = observation(judged, id);
    return observation.getAs("ref_area")
        + " "
        + observation.getAs("panel_area")
        + " "
        + observation.getAs("region_match");
  }
}

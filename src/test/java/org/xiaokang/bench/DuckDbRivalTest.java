package org.xiaokang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbRivalTest {
  @TempDir private Path folder;
  private DuckDbRival rival;

  /** County A is B from 2020 on, C becomes a part of D then; all in prefecture P of Q. */
  @BeforeEach
  void aSmallCountry() throws IOException {
    Files.createDirectories(folder.resolve("figures"));
    Files.writeString(
        folder.resolve("regions.csv"),
        """
        code,name,level,parent,valid_from,valid_to,successors
        N,Nation,country,,,,
        Q,Province,province,N,,,
        P,Prefecture,prefecture,Q,,,
        A,a,county,P,,2019-12-31,B
        B,b,county,P,2020-01-01,,
        C,c,county,P,,2019-12-31,D
        D,d,county,P,,,
        """);
    Files.writeString(
        folder.resolve("figures/first.csv"),
        """
        region_code,reporter,metric_code,value,year,published_on
        A,0,m000,100,2019,2020-06-30
        A,0,m001,200,2019,2020-06-30
        A,0,m000,150,2020,2021-06-30
        C,1,m000,10,2019,2020-06-30
        D,2,m000,40,2019,2020-06-30
        D,2,m000,60,2020,2021-06-30
        D,2,m001,30,2020,2021-06-30
        """);
    Files.writeString(
        folder.resolve("figures/corrected.csv"),
        """
        region_code,reporter,metric_code,value,year,published_on
        B,0,m000,120,2019,2021-06-30
        """);
    rival = new DuckDbRival(new CountryPanel(2, 2, 2, 1), folder);
  }

  @Test
  void codesMeanTheRegionOfTheirYearAndTheLatestRowStands() throws SQLException {
    rival.compute(1);
    Map<String, Double> answer = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement();
        ResultSet rows =
            sql.executeQuery("select * from read_parquet('%s')".formatted(rival.answer()))) {
      while (rows.next()) {
        answer.put(
            rows.getString("indicator") + " " + rows.getString("area") + " " + rows.getInt("year"),
            rows.getDouble("obs_value"));
      }
    }
    assertThat(answer)
        .containsOnlyKeys(
            "i000 A 2019",
            "i000 P 2019",
            "i000 Q 2019",
            "i000 N 2019",
            "i000 D 2020",
            "i000 P 2020",
            "i000 Q 2020",
            "i000 N 2020",
            "i001 B 2020",
            "i001 D 2020",
            "i001 P 2020",
            "i001 Q 2020",
            "i001 N 2020");
    assertThat(answer.get("i000 A 2019")).isCloseTo(60, within(1e-9));
    assertThat(answer.get("i000 N 2019")).isCloseTo(60, within(1e-9));
    assertThat(answer.get("i001 B 2020")).isCloseTo(25, within(1e-9));
    assertThat(answer.get("i001 P 2020")).isCloseTo(100 * (210.0 / 160 - 1), within(1e-9));
  }

  @Test
  void aWrongValueAMissingOneAndOneTooManyAreNoticed() throws SQLException, IOException {
    rival.compute(1);
    assertThat(rival.compare(exported("same", "obs_value", "true")).isSame()).isTrue();

    DuckDbRival.Comparison wrong =
        rival.compare(
            exported(
                "wrong",
                "case when indicator = 'i001' and area = 'B' then obs_value + 1e-6 else obs_value end",
                "true"));
    assertThat(wrong.isSame()).isFalse();
    assertThat(wrong.alone()).isZero();
    assertThat(wrong.apart()).isCloseTo(1e-6 / 25, within(1e-9));

    assertThat(rival.compare(exported("less", "obs_value", "area <> 'D'")).alone()).isEqualTo(2);
    assertThat(
            rival
                .compare(
                    exported("none", "case when area = 'N' then null else obs_value end", "true"))
                .alone())
        .isEqualTo(3);
    assertThat(rival.compare(exported("empty", "obs_value", "false")).isSame()).isFalse();
  }

  private Path exported(String name, String value, String which) throws SQLException, IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute(
          """
          copy (select indicator, area as ref_area, year::varchar as time_period, %s as obs_value
                from read_parquet('%s') where %s) to '%s/part.parquet' (format parquet)
          """
              .formatted(value, rival.answer(), which, to));
    }
    return to;
  }
}

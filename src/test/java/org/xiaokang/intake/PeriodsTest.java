package org.xiaokang.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  /** period_kind, period_start, period_end; then kind, time_period, freq, start, end; by hand. */
  private static final String[][] PERIODS = {
    {"year", "2019-01-01", "2019-12-31", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"year", "", "2019-12-31", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"year", "2019-01-01", "", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"Year", "2019", "2019", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"year", "", "2019", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"year", "2018-07-01", "2019-06-30", "year", "2018-07-01/P1Y", "A", "2018-07-01", "2019-06-30"},
    {"year", "", "", "year", "_U", "A", "null", "null"},
    {"half-year", "2020-07", "2020-12", "half_year", "2020-S2", "S", "2020-07-01", "2020-12-31"},
    {"half_year", "", "2020-06-30", "half_year", "2020-S1", "S", "2020-01-01", "2020-06-30"},
    {"quarter", "2019-07-01", "", "quarter", "2019-Q3", "Q", "2019-07-01", "2019-09-30"},
    {"month", "", "2020-02", "month", "2020-02", "M", "2020-02-01", "2020-02-29"},
    {"month", "2019-7-1", "2019-7-31", "month", "2019-07", "M", "2019-07-01", "2019-07-31"},
    {
      "year_to_date",
      "2020-01-01",
      "2020-09-30",
      "year_to_date",
      "2020-01-01/P9M",
      "_O",
      "2020-01-01",
      "2020-09-30"
    },
    {
      "year_to_date",
      "2020-01-01",
      "2020-05-16",
      "year_to_date",
      "2020-01-01/P137D",
      "_O",
      "2020-01-01",
      "2020-05-16"
    },
    {
      "year to date",
      "",
      "2020-09-30",
      "year_to_date",
      "2020-01-01/P9M",
      "_O",
      "2020-01-01",
      "2020-09-30"
    },
    {"year_to_date", "2020-01-01", "2020-12-31", "year", "2020", "A", "2020-01-01", "2020-12-31"},
    {
      "cumulative",
      "2016-01-01",
      "2020-12-31",
      "cumulative",
      "2016-01-01/P5Y",
      "_O",
      "2016-01-01",
      "2020-12-31"
    },
    {
      "cumulative",
      "2020-01-01",
      "2020-12-31",
      "cumulative",
      "2020-01-01/P1Y",
      "_O",
      "2020-01-01",
      "2020-12-31"
    },
    {
      "cumulative",
      "2016-03-15",
      "2017-09-14",
      "cumulative",
      "2016-03-15/P18M",
      "_O",
      "2016-03-15",
      "2017-09-14"
    },
    {"cumulative", "", "2018-12-31", "cumulative", "../2018-12-31", "_O", "null", "2018-12-31"},
    {"cumulative", "2016", "", "cumulative", "2016-01-01/..", "_O", "2016-01-01", "null"},
    {"cumulative", "", "", "cumulative", "_U", "_U", "null", "null"},
    {"point", "", "2019-04-30", "point", "2019-04-30", "D", "2019-04-30", "2019-04-30"},
    {"point", "2019-04-30", "", "point", "2019-04-30", "D", "2019-04-30", "2019-04-30"},
    {"point", "", "2019", "point", "2019-12-31", "D", "2019-12-31", "2019-12-31"},
    {"point", "2019-04", "2019-04", "point", "2019-04-30", "D", "2019-04-30", "2019-04-30"},
    {"unknown", "", "", "unknown", "_U", "_U", "null", "null"},
    {"unknown", "2020-01-01", "", "unknown", "2020-01-01/..", "_O", "2020-01-01", "null"},
    {
      "unknown",
      "2019-01-01",
      "2019-12-31",
      "unknown",
      "2019-01-01/P1Y",
      "_O",
      "2019-01-01",
      "2019-12-31"
    },
    {"", "", "", "unknown", "_U", "_U", "null", "null"},
    {"", "2019-01-01", "2019-12-31", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"", "2019", "2019", "year", "2019", "A", "2019-01-01", "2019-12-31"},
    {"", "2020-01", "2020-06", "half_year", "2020-S1", "S", "2020-01-01", "2020-06-30"},
    {"", "2020-04-01", "2020-06-30", "quarter", "2020-Q2", "Q", "2020-04-01", "2020-06-30"},
    {"", "2020-02", "2020-02", "month", "2020-02", "M", "2020-02-01", "2020-02-29"},
    {"", "2020-02-03", "2020-02-03", "point", "2020-02-03", "D", "2020-02-03", "2020-02-03"},
    {"", "2020-02-01", "2020-04-30", "unknown", "2020-02-01/P3M", "_O", "2020-02-01", "2020-04-30"},
    {"", "2013", "2019", "unknown", "2013-01-01/P7Y", "_O", "2013-01-01", "2019-12-31"},
    {"", "", "2019-12-31", "unknown", "../2019-12-31", "_O", "null", "2019-12-31"},
    {
      "year",
      "2019-01-01 00:00:00",
      "2019-12-31T23:59:59.999Z",
      "year",
      "2019",
      "A",
      "2019-01-01",
      "2019-12-31"
    },
  };

  private static final String[][] REJECTED = {
    {"year", "2019-02-30", "", "date_invalid:period_start"},
    {"year", "", "2019-13", "date_invalid:period_end"},
    {"", "last year", "2019年", "date_invalid:period_start date_invalid:period_end"},
    {"", "20190101", "", "date_invalid:period_start"},
    {"", "0219-01-01", "", "date_invalid:period_start"},
    {"", "2019-06-31", "", "date_invalid:period_start"},
    {"", "01/02/2019", "", "date_invalid:period_start"},
    {"year", "2019-12-31", "2019-01-01", "period_reversed:period_start"},
    {"unknown", "2020", "2019", "period_reversed:period_start"},
    {"yearly", "2019-01-01", "2019-12-31", "period_kind_unknown:period_kind"},
    {"year", "2020-01-01", "2020-09-30", "period_mismatch:period_kind"},
    {"year", "2019-01-01", "2020-12-31", "period_mismatch:period_kind"},
    {"year", "", "2019-06-30", "period_mismatch:period_kind"},
    {"quarter", "2019", "", "period_mismatch:period_kind"},
    {"month", "", "2019", "period_mismatch:period_kind"},
    {"month", "2019-01-01", "2019-01-30", "period_mismatch:period_kind"},
    {"year_to_date", "2019-01-01", "2020-06-30", "period_mismatch:period_kind"},
    {"year_to_date", "2019-01-01", "2020-01-01", "period_mismatch:period_kind"},
    {"point", "2019-04-01", "2019-04-30", "period_mismatch:period_kind"},
  };

  @Test
  void printedPeriodsBecomeSdmxOnes() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] p : PERIODS) {
      rows.add(row(rows.size(), p));
    }
    List<Row> judged = Given.judged(rows);
    for (int i = 0; i < PERIODS.length; i++) {
      String[] p = PERIODS[i];
      Row o = judged.get(i).getAs("observation");
      assertThat(Given.reasons(judged.get(i))).as(String.join(" ", p[0], p[1], p[2])).isEmpty();
      assertThat(
              new String[] {
                o.getAs("period_kind"),
                o.getAs("time_period"),
                o.getAs("freq"),
                text(o, "period_start"),
                text(o, "period_end")
              })
          .as(String.join(" ", p[0], p[1], p[2]))
          .containsExactly(p[3], p[4], p[5], p[6], p[7]);
    }
  }

  @Test
  void impossibleReversedAndContradictoryPeriodsAreRejected() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] p : REJECTED) {
      rows.add(row(rows.size(), p));
    }
    List<Row> judged = Given.judged(rows);
    for (int i = 0; i < REJECTED.length; i++) {
      String[] p = REJECTED[i];
      assertThat(Given.reasons(judged.get(i)))
          .as(String.join(" ", p[0], p[1], p[2]))
          .isEqualTo(p[3]);
    }
  }

  private static Map<String, String> row(int i, String[] p) {
    return Given.row(
        "%03d".formatted(i), "period_kind", p[0], "period_start", p[1], "period_end", p[2]);
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return String.valueOf(value);
  }
}

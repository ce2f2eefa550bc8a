package org.xiaokang.job;

import com.univocity.parsers.common.record.Record;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The national panel as its files have it, for tests that compute from it by themselves. */
final class PanelCsv {
  private static final Map<String, String> GROUPS =
      Map.of("东部", "cn-east", "中部", "cn-central", "西部", "cn-west", "民族八省区", "cn-eight");

  private static final List<String> EAST =
      List.of("11", "12", "13", "21", "31", "32", "33", "35", "37", "44", "46");
  private static final List<String> CENTRAL =
      List.of("14", "22", "23", "34", "36", "41", "42", "43");

  private final List<Record> records;

  private PanelCsv(List<Record> records) {
    this.records = records;
  }

  static PanelCsv read() {
    List<Record> all = new ArrayList<>();
    for (String file : List.of("income", "population", "poverty", "funds")) {
      all.addAll(records(Path.of("data/china_provinces", file + ".csv")));
    }
    return new PanelCsv(all);
  }

  static List<Record> records(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setLineSeparatorDetectionEnabled(true);
    return new CsvParser(settings).parseAllRecords(file.toFile(), StandardCharsets.UTF_8);
  }

  /** The code that the region table gives a group. */
  static String group(String name) {
    return GROUPS.getOrDefault(name, name);
  }

  /** East, centre or west, by the code of each province, in the statistical office's division. */
  static Map<String, String> zones() {
    Map<String, String> zones = new TreeMap<>();
    for (Record record : records(Path.of("data/china_provinces/income.csv"))) {
      String code = record.getString("region_code");
      if (code != null && !code.equals("100000")) {
        String head = code.substring(0, 2);
        zones.put(code, EAST.contains(head) ? "e" : CENTRAL.contains(head) ? "c" : "w");
      }
    }
    return zones;
  }

  /** The figures of provinces in one year, by their codes. */
  Map<String, Double> provinces(String metric, String scope, int year) {
    Map<String, Double> found = new TreeMap<>();
    for (Record record : records) {
      String code = record.getString("region_code");
      if (code != null
          && !code.equals("100000")
          && record.getString("metric_code").equals(metric)
          && record.getString("scope").equals(scope)
          && record.getString("period_end").equals(year + "-12-31")) {
        found.put(code, Double.valueOf(record.getString("value")));
      }
    }
    return found;
  }

  /** The same as whole numbers. */
  Map<String, Integer> numbers(String metric, String scope, int year) {
    Map<String, Integer> numbers = new TreeMap<>();
    provinces(metric, scope, year).forEach((code, value) -> numbers.put(code, value.intValue()));
    return numbers;
  }
}

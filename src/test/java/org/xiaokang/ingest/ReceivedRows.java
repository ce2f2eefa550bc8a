package org.xiaokang.ingest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Units;
import org.xiaokang.config.Source;

/** Rows as they are received, and a validator that knows one metric, one unit and one region. */
public final class ReceivedRows {
  private ReceivedRows() {}

  /** Knows persons lifted out of poverty in 411722. */
  static RowValidator validator() {
    RegionReading reading =
        new RegionReading(
            "411722", "411722", "same", null, List.of(), "上蔡县", "county", Set.of(), Set.of());
    RegionIndex.Meanings meanings =
        new RegionIndex.Meanings(
            new TreeMap<>(Map.of(LocalDate.MIN, List.of(reading))), List.of(reading));
    return new RowValidator(
        new MetricResolution(
            Map.of(
                "poor_population_lifted",
                new MetricResolution.Measured("poor_population_lifted", "person")),
            List.of(new Units.Conversion("person", "人", 0, BigDecimal.ONE))),
        new RegionIndex(Map.of("411722", meanings), Map.of()));
  }

  /** A good row of d1 in a.csv with its own id, and the given columns changed. */
  static DatedRow row(String obsId, String... changes) {
    Map<String, String> row = new HashMap<>();
    row.put("source", "reports");
    row.put("source_file", "a.csv");
    row.put("doc_id", "d1");
    row.put("obs_id", obsId);
    row.put("region_code", "411722");
    row.put("metric_code", "poor_population_lifted");
    row.put("value", "12");
    row.put("unit", "人");
    for (int i = 0; i < changes.length; i += 2) {
      row.put(changes[i], changes[i + 1]);
    }
    return of(row);
  }

  /** Cells by the contract's columns; source, source_file, line, modified_at and malformed. */
  public static DatedRow of(Map<String, String> row) {
    String malformed = cell(row, "malformed");
    String line = cell(row, "line");
    String written = cell(row, "modified_at");
    Map<String, @Nullable String> received = new HashMap<>();
    received.put("value", row.get("value"));
    return new DatedRow(
        new ReceivedRow(
            row.getOrDefault("source", ""),
            row.getOrDefault("source_file", ""),
            line == null ? null : Long.valueOf(line),
            malformed == null
                ? ContractRow.of(Source.CONTRACT.stream().map(row::get).toList())
                : null,
            malformed,
            received),
        written == null ? null : Instant.parse(written));
  }

  private static @Nullable String cell(Map<String, String> row, String column) {
    String cell = row.get(column);
    return cell == null || cell.isEmpty() ? null : cell;
  }
}

package org.xiaokang.job;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.xiaokang.export.Csv;
import org.xiaokang.export.Dictionary;
import org.xiaokang.export.Manifest;
import org.xiaokang.export.SpreadsheetSafe;
import org.xiaokang.tables.ConfidentialityTable;
import org.xiaokang.tables.ExportFolder;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.Release;
import org.xiaokang.tables.TableComment;
import org.xiaokang.tables.Tables;

/**
 * Writes a release for programs and people that do not read Delta: {@code jobs/export --to folder}.
 */
public final class ExportJob {
  /** What a release may be written as. */
  public enum Format {
    /** The indicators as an SDMX-CSV 2.0 data message, and the structure it refers to. */
    SDMX_CSV,
    /** Each table as one CSV file that is safe to open in a spreadsheet. */
    CSV,
    /** Each table as a folder of Parquet files. */
    PARQUET;

    /** As a person writes it; also the name of its folder. */
    @Override
    public String toString() {
      return Names.lower(this).replace('_', '-');
    }
  }

  private static final String DEFINITIONS = "indicator_definitions.csv";

  private final Lake lake;
  private final Release release;
  private final Tables tables;
  private final Map<String, Row> catalogue = new LinkedHashMap<>();
  private final ExportFolder folder;
  private final Map<String, Long> rows = new TreeMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();

  /** Cells made harmless, by table and column. */
  private final Map<List<String>, Long> harmless = new LinkedHashMap<>();

  private ExportJob(Lake lake, Release release, ExportFolder folder) {
    this.lake = lake;
    this.release = release;
    this.tables = lake.tables(release);
    this.folder = folder;
    tables
        .table(ReferenceTables.INDICATOR_CATALOGUE.name())
        .orderBy("indicator")
        .collectAsList()
        .forEach(row -> catalogue.put(row.getAs("indicator"), row));
  }

  /**
   * Where to, and how.
   *
   * @param to the folder, a path or URI
   * @param overwrite whether an earlier export there is replaced
   * @param formats what the release is written as
   * @param licence under which terms it may be used, if that is stated
   */
  public record Order(String to, boolean overwrite, Set<Format> formats, Optional<String> licence) {
    /** Keeps a copy. */
    public Order {
      formats = Set.copyOf(formats);
    }
  }

  /**
   * Exports a release; answers with what the export says of itself.
   *
   * @param clock tells when the export was made
   * @param progress is told of each step
   */
  public static Manifest run(
      SparkSession spark, Lake lake, Release release, Order order, Clock clock, Progress progress) {
    try (ExportFolder folder = ExportFolder.begin(spark, order.to(), order.overwrite())) {
      return new ExportJob(lake, release, folder)
          .run(
              order,
              clock.instant().truncatedTo(SECONDS),
              new Steps(order.formats().size() + 1, progress));
    }
  }

  private Manifest run(Order order, Instant now, Steps steps) {
    for (Format format : new TreeSet<>(order.formats())) {
      steps.take(
          "write " + format,
          () -> {
            write(format, now);
            return format;
          });
    }
    return steps.take("explain it", () -> explain(order, now));
  }

  private void write(Format format, Instant now) {
    switch (format) {
      case SDMX_CSV -> {
        SdmxExport.Counted counted =
            new SdmxExport(tables, release.releaseId(), catalogue).write(folder, now);
        rows.putAll(counted.rows());
        leftOut.putAll(counted.leftOut());
      }
      case CSV -> names().forEach(this::csv);
      case PARQUET ->
          names()
              .forEach(
                  name -> {
                    String path = format + "/" + name;
                    folder.parquet(path, tables.table(name));
                    rows.put(path, Objects.requireNonNull(release.rowCounts().get(name), name));
                  });
    }
  }

  /** The tables that are exported: where counts are suppressed, not those that have them all. */
  private Set<String> names() {
    Set<String> names = new TreeSet<>(release.tables().keySet());
    if (names.contains(ConfidentialityTable.CONFIDENTIAL_FIGURES.name())) {
      names.removeAll(ConfidentialityTable.CONFIDENTIAL);
    }
    return names;
  }

  private void csv(String name) {
    TableCells cells = new TableCells(name, tables.table(name));
    List<Dictionary.Column> columns = cells.columns();
    String path = Format.CSV + "/" + name + ".csv";
    folder.text(
        path,
        out -> {
          out.write(Csv.record(columns.stream().map(Dictionary.Column::name).toList()));
          long count = 0;
          for (Iterator<List<@Nullable String>> all = cells.cells(); all.hasNext(); count++) {
            out.write(Csv.record(safe(columns, all.next())));
          }
          rows.put(path, count);
        });
  }

  private List<@Nullable String> safe(
      List<Dictionary.Column> columns, List<@Nullable String> cells) {
    List<@Nullable String> safe = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Dictionary.Column column = columns.get(i);
      String cell = cells.get(i);
      if (cell != null && column.isText() && SpreadsheetSafe.isChanged(cell)) {
        harmless.merge(List.of(column.table(), column.name()), 1L, Long::sum);
        safe.add(SpreadsheetSafe.of(cell));
      } else {
        safe.add(cell);
      }
    }
    return safe;
  }

  private Manifest explain(Order order, Instant now) {
    folder.text(DEFINITIONS, out -> out.write(definitions()));
    rows.put(DEFINITIONS, (long) catalogue.size());
    folder.text("dictionary.csv", out -> out.write(dictionary(order)));
    Manifest manifest =
        new Manifest(
            release.releaseId(),
            release.isHeld(),
            release.finishedAt(),
            now,
            release.codeVersion(),
            order.licence(),
            release.tables(),
            rows,
            leftOut,
            harmless.values().stream().mapToLong(Long::longValue).sum());
    folder.text("README.txt", out -> out.write(manifest.readme()));
    String json = manifest.json(folder.written());
    folder.finish(out -> out.write(json));
    return manifest;
  }

  private String definitions() {
    List<String> header =
        List.of(
            "indicator",
            "theme",
            "name_en",
            "name_zh",
            "definition",
            "unit_measure",
            "direction",
            "formula",
            "inputs",
            "decimals");
    StringBuilder text = new StringBuilder(Csv.record(header));
    for (Row row : catalogue.values()) {
      List<@Nullable String> cells = new ArrayList<>();
      for (String column : header) {
        String cell = SdmxExport.text(row, column);
        if (cell != null && SpreadsheetSafe.isChanged(cell)) {
          harmless.merge(List.of(DEFINITIONS, column), 1L, Long::sum);
        }
        cells.add(cell == null ? null : SpreadsheetSafe.of(cell));
      }
      text.append(Csv.record(cells));
    }
    return text.toString();
  }

  private String dictionary(Order order) {
    Map<String, String> units = new TreeMap<>();
    catalogue.forEach((id, row) -> units.put(id, row.getAs("unit_measure")));
    boolean csv = order.formats().contains(Format.CSV);
    StringBuilder text = new StringBuilder(Csv.record(Dictionary.HEADER));
    for (String name : names()) {
      String meaning = SpreadsheetSafe.of(TableComment.of(lake, name));
      text.append(Csv.record(Arrays.asList(name, null, "table", null, meaning, null)));
      for (Dictionary.Column column : new TableCells(name, tables.table(name)).columns()) {
        Long count = harmless.getOrDefault(List.of(name, column.name()), 0L);
        text.append(Csv.record(Dictionary.record(column, units, csv ? count : null)));
      }
    }
    return text.toString();
  }
}

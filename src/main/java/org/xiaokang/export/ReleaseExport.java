package org.xiaokang.export;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.ConfidentialTables;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableRow;

/**
 * Writes a release for programs and people that do not read Delta: {@code jobs/export --to folder}.
 */
public final class ReleaseExport {
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
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final String DEFINITIONS = "indicator_definitions.csv";

  /** Is told of each step as it begins. */
  @FunctionalInterface
  public interface Steps {
    /**
     * A step begins.
     *
     * @param step which it is, from 1
     * @param steps of how many
     * @param what what it does
     */
    void begin(int step, int steps, String what);
  }

  private final ReleaseReader reader;
  private final Release release;
  private final Map<String, TableRow> catalogue = new LinkedHashMap<>();
  private final ExportFolder folder;
  private final Map<String, Long> rows = new TreeMap<>();
  private final Map<String, Long> leftOut = new TreeMap<>();

  /** Cells made harmless, by table and column. */
  private final Map<List<String>, Long> harmless = new LinkedHashMap<>();

  private ReleaseExport(ReleaseReader reader, ExportFolder folder) {
    this.reader = reader;
    this.release = reader.release();
    this.folder = folder;
    reader
        .rows(
            List.of("indicator_catalogue"), "SELECT * FROM indicator_catalogue ORDER BY indicator")
        .forEach(row -> catalogue.put(row.text("indicator"), row));
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
   * @param steps is told of each step
   */
  public static Manifest run(ReleaseReader release, Order order, Clock clock, Steps steps) {
    try (ExportFolder folder =
        ExportFolder.begin(release.lake().hadoop(), order.to(), order.overwrite())) {
      return new ReleaseExport(release, folder)
          .run(order, clock.instant().truncatedTo(SECONDS), steps);
    }
  }

  private Manifest run(Order order, Instant now, Steps steps) {
    int all = order.formats().size() + 1;
    int step = 1;
    for (Format format : new TreeSet<>(order.formats())) {
      steps.begin(step++, all, "write " + format);
      write(format, now);
    }
    steps.begin(step, all, "explain it");
    return explain(order, now);
  }

  private void write(Format format, Instant now) {
    switch (format) {
      case SDMX_CSV -> {
        SdmxExport.Counted counted = new SdmxExport(reader, catalogue).write(folder, now);
        rows.putAll(counted.rows());
        leftOut.putAll(counted.leftOut());
      }
      case CSV -> names().forEach(this::csv);
      case PARQUET -> names().forEach(this::parquet);
    }
  }

  /** The tables that are exported: where counts are suppressed, not those that have them all. */
  private Set<String> names() {
    Set<String> names = new TreeSet<>(release.tables().keySet());
    if (names.contains(ConfidentialTables.FIGURES)) {
      names.removeAll(ConfidentialTables.NAMES);
    }
    return names;
  }

  private void parquet(String name) {
    String path = Format.PARQUET + "/" + name;
    try {
      Path local = Files.createTempFile("xiaokang-export", ".parquet");
      try {
        reader.parquetOf(name, local);
        folder.put(path + "/part-00000.parquet", local);
      } finally {
        Files.deleteIfExists(local);
      }
    } catch (IOException e) {
      throw new XiaokangException(
          "cannot write " + path + " on this machine first: " + e.getMessage(), e);
    }
    rows.put(path, Objects.requireNonNull(release.rowCounts().get(name), name));
  }

  private void csv(String name) {
    TableCells cells = new TableCells(reader, name);
    List<Dictionary.Column> columns = cells.columns();
    String path = Format.CSV + "/" + name + ".csv";
    folder.text(
        path,
        out -> {
          out.write(Csv.record(columns.stream().map(Dictionary.Column::name).toList()));
          long[] count = {0};
          cells.each(
              row -> {
                try {
                  out.write(Csv.record(safe(columns, row)));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                count[0]++;
              });
          rows.put(path, count[0]);
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
    for (TableRow row : catalogue.values()) {
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
    catalogue.forEach((id, row) -> units.put(id, row.text("unit_measure")));
    boolean csv = order.formats().contains(Format.CSV);
    StringBuilder text = new StringBuilder(Csv.record(Dictionary.HEADER));
    for (String name : names()) {
      String meaning = SpreadsheetSafe.of(reader.comment(name));
      text.append(Csv.record(Arrays.asList(name, null, "table", null, meaning, null)));
      for (Dictionary.Column column : new TableCells(reader, name).columns()) {
        Long count = harmless.getOrDefault(List.of(name, column.name()), 0L);
        text.append(Csv.record(Dictionary.record(column, units, csv ? count : null)));
      }
    }
    return text.toString();
  }
}

package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.Project;
import org.xiaokang.SparkTest;
import org.xiaokang.reader.Release;

/** The tables as Delta Kernel reads them: a reader that is not Spark, and knows nothing of us. */
class KernelTest {
  private static final Engine ENGINE = DefaultEngine.create(new Configuration());

  @TempDir private Path folder;

  private Table table(String name) {
    return Table.forPath(ENGINE, folder.resolve("lake").resolve(name).toUri().toString());
  }

  /** Every row of a snapshot, one by one. */
  private static void each(Snapshot snapshot, Consumer<Row> rows) throws IOException {
    Scan scan = snapshot.getScanBuilder().build();
    Row state = scan.getScanState(ENGINE);
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(ENGINE)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> scanned = files.next().getRows()) {
          while (scanned.hasNext()) {
            each(state, scanned.next(), rows);
          }
        }
      }
    }
  }

  private static void each(Row state, Row file, Consumer<Row> rows) throws IOException {
    CloseableIterator<ColumnarBatch> stored =
        ENGINE
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(result -> result.getData());
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(ENGINE, state, file, stored)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> all = batches.next().getRows()) {
          all.forEachRemaining(rows);
        }
      }
    }
  }

  /** The columns of plain types of every row, as text. */
  private static List<String> rows(Snapshot snapshot) throws IOException {
    List<String> rows = new ArrayList<>();
    each(snapshot, row -> rows.add(text(row)));
    rows.sort(null);
    return rows;
  }

  private static String text(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getSchema().length(); i++) {
      DataType type = row.getSchema().at(i).getDataType();
      if (row.isNullAt(i)) {
        cells.add("null");
      } else if (type instanceof StringType) {
        cells.add(row.getString(i));
      } else if (type instanceof DoubleType) {
        cells.add(String.valueOf(row.getDouble(i)));
      } else if (type instanceof IntegerType) {
        cells.add(String.valueOf(row.getInt(i)));
      } else if (type instanceof DateType) {
        cells.add(LocalDate.ofEpochDay(row.getInt(i)).toString());
      } else {
        cells.add("");
      }
    }
    return String.join("|", cells);
  }

  /** The same of Spark's rows. */
  private static List<String> rows(Tables tables, String name) {
    List<String> rows = new ArrayList<>();
    for (org.apache.spark.sql.Row row : tables.table(name).collectAsList()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        Object cell = row.get(i);
        boolean plain =
            cell instanceof String
                || cell instanceof Double
                || cell instanceof Integer
                || cell instanceof java.sql.Date;
        cells.add(cell == null ? "null" : plain ? cell.toString() : "");
      }
      rows.add(String.join("|", cells));
    }
    rows.sort(null);
    return rows;
  }

  /** Release id to table to version, as the table releases has them. */
  private Map<String, Map<String, Long>> releases() throws IOException {
    Map<String, Map<String, Long>> found = new TreeMap<>();
    each(
        table("releases").getLatestSnapshot(ENGINE),
        row ->
            found.put(
                row.getString(row.getSchema().indexOf("release_id")),
                VectorUtils.toJavaMap(row.getMap(row.getSchema().indexOf("tables")))));
    return found;
  }

  /**
   * Two nights, the second in part, so that rows went by deletion vectors: each release as Spark
   * reads it. A reader needs to know deletion vectors and nothing else, whatever a writer must.
   */
  @Test
  void everyReleaseReadsWithoutSpark() throws IOException {
    Project project = new Project(folder);
    project.computeInPart();
    String root = folder.resolve("lake").toString();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    project.nightly(root, Clock.fixed(now, ZoneOffset.UTC));
    project.figures(2);
    project.nightly(root, Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC));

    Lake lake = project.lake(root);
    List<Release> all = lake.releases().all();
    Map<String, Map<String, Long>> versions = releases();
    assertThat(versions).hasSize(2);
    for (Release release : all) {
      Map<String, Long> named = Objects.requireNonNull(versions.get(release.releaseId()));
      assertThat(named).isEqualTo(release.tables());
      for (String name : List.of("indicators", "region_profiles", "observations")) {
        Snapshot snapshot =
            table(name)
                .getSnapshotAsOfVersion(ENGINE, Objects.requireNonNull(named.get(name), name));
        assertThat(snapshot.getProtocol().getReaderFeatures()).containsExactly("deletionVectors");
        assertThat(rows(snapshot))
            .as(name)
            .isNotEmpty()
            .isEqualTo(rows(lake.tables(release), name));
      }
    }
    assertThat(rows(lake.tables(all.get(0)), "indicators"))
        .isNotEqualTo(rows(lake.tables(all.get(1)), "indicators"));
    Long version = Objects.requireNonNull(all.get(1).tables().get("indicators"));
    assertThat(
            SparkTest.session()
                .sql(
                    "select * from delta.`%s/indicators` version as of %d".formatted(root, version))
                .collectAsList())
        .isEqualTo(lake.tables(all.get(1)).table("indicators").collectAsList());
    try (Stream<Path> files = Files.list(folder.resolve("lake/indicators"))) {
      assertThat(files)
          .anyMatch(file -> file.getFileName().toString().startsWith("deletion_vector"));
    }
  }
}

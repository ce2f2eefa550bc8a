package org.xiaokang.reader;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Delta table at one version, as Delta Kernel finds it in the log. Besides Kernel's public
 * interfaces it uses three parts of its internals: the files of a scan, their deletion vectors, and
 * the column names of the stored rows, which {@link TablePart} takes to other machines; EnginesTest
 * fails when an upgrade changes them.
 */
public final class TableSnapshot {
  private static final String COMMENT = "comment";

  private final Engine engine;
  private final Snapshot snapshot;

  private TableSnapshot(Engine engine, Snapshot snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  /** The newest version; empty if there is no Delta table. */
  static Optional<TableSnapshot> newest(Engine engine, String path) {
    try {
      return Optional.of(new TableSnapshot(engine, TableManager.loadSnapshot(path).build(engine)));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }

  /** A version. */
  static TableSnapshot at(Engine engine, String path, long version) {
    return new TableSnapshot(
        engine, TableManager.loadSnapshot(path).atVersion(version).build(engine));
  }

  /** The version. */
  public long version() {
    return snapshot.getVersion();
  }

  /** What tells the table from another that takes its place. */
  public String id() {
    return snapshot.getMetadata().getId();
  }

  /** What a reader must know of Delta to read it. */
  Set<String> readerFeatures() {
    return snapshot.getProtocol().getReaderFeatures();
  }

  /** When the version was committed, in milliseconds since 1970. */
  public long committedMillis() {
    return snapshot.getTimestamp(engine);
  }

  /** What the table holds, in a sentence; blank where nothing is said. */
  public String comment() {
    return snapshot.getMetadata().getDescription().orElse("");
  }

  /** The columns in order. */
  public List<TableColumn> columns() {
    List<TableColumn> columns = new ArrayList<>();
    for (StructField field : snapshot.getSchema().fields()) {
      String comment = field.getMetadata().getString(COMMENT);
      columns.add(
          new TableColumn(
              field.getName(),
              KernelTypes.sql(field.getDataType()),
              comment == null ? "" : comment));
    }
    return columns;
  }

  /** The total size of its files. */
  public long bytes() {
    long[] bytes = {0};
    eachFile(file -> bytes[0] += InternalScanFileUtils.getAddFileStatus(file).getSize());
    return bytes[0];
  }

  /** Its files, with the rows of them that are marked deleted. */
  List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    eachFile(
        file -> {
          FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
          files.add(
              new DataFile(
                  status.getPath(), status.getSize(), status.getModificationTime(), deleted(file)));
        });
    return files;
  }

  /**
   * Its files, to be read elsewhere.
   *
   * @param names the columns to be read
   */
  public List<TablePart> parts(List<String> names) {
    StructType columns = new StructType();
    for (String name : names) {
      columns = columns.add(snapshot.getSchema().get(name));
    }
    Scan scan = snapshot.getScanBuilder().withReadSchema(columns).build();
    String schema = ScanStateRow.getPhysicalDataReadSchema(scan.getScanState(engine)).toJson();
    List<TablePart> parts = new ArrayList<>();
    eachFile(
        scan,
        file -> {
          FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
          parts.add(
              new TablePart(
                  status.getPath(),
                  status.getSize(),
                  status.getModificationTime(),
                  deleted(file),
                  names,
                  schema));
        });
    return parts;
  }

  private List<Long> deleted(Row file) {
    DeletionVectorDescriptor vector =
        InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file);
    return vector == null
        ? List.of()
        : Arrays.stream(
                DeletionVectorUtils.loadNewDvAndBitmap(engine, snapshot.getPath(), vector)
                    ._2
                    .toArray())
            .boxed()
            .toList();
  }

  private void eachFile(Consumer<Row> one) {
    eachFile(snapshot.getScanBuilder().build(), one);
  }

  private void eachFile(Scan scan, Consumer<Row> one) {
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          files.forEachRemaining(one);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows it has; reads one column of them. */
  public long rowCount() {
    long[] count = {0};
    each(new StructType().add(snapshot.getSchema().at(0)), row -> count[0]++);
    return count[0];
  }

  /** All rows: for tables that are small. */
  public List<TableRow> rows() {
    List<TableRow> rows = new ArrayList<>();
    each(rows::add);
    return rows;
  }

  /** Gives all rows one by one. */
  public void each(Consumer<TableRow> one) {
    each(snapshot.getSchema(), one);
  }

  /**
   * The newest day in a column, days after {@code notAfter} left out; empty where there is none.
   * Reads that column and no other.
   */
  public Optional<LocalDate> newest(String column, LocalDate notAfter) {
    LocalDate[] newest = {LocalDate.MIN};
    each(
        new StructType().add(snapshot.getSchema().get(column)),
        row -> {
          LocalDate day = row.date(column);
          if (day != null && day.isAfter(newest[0]) && !day.isAfter(notAfter)) {
            newest[0] = day;
          }
        });
    return Optional.of(newest[0]).filter(day -> !day.equals(LocalDate.MIN));
  }

  private void each(StructType columns, Consumer<TableRow> one) {
    Scan scan = snapshot.getScanBuilder().withReadSchema(columns).build();
    Row state = scan.getScanState(engine);
    eachFile(
        scan,
        file -> {
          try {
            each(state, file, one);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void each(Row state, Row file, Consumer<TableRow> one) throws IOException {
    CloseableIterator<ColumnarBatch> stored =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(result -> result.getData());
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, file, stored)) {
      while (batches.hasNext()) {
        FilteredColumnarBatch batch = batches.next();
        Optional<ColumnVector> chosen = batch.getSelectionVector();
        for (int row = 0; row < batch.getData().getSize(); row++) {
          if (chosen.isEmpty() || (!chosen.get().isNullAt(row) && chosen.get().getBoolean(row))) {
            one.accept(row(batch.getData(), row));
          }
        }
      }
    }
  }

  private static TableRow row(ColumnarBatch batch, int row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < batch.getSchema().length(); i++) {
      cells.put(
          batch.getSchema().at(i).getName(), KernelTypes.value(batch.getColumnVector(i), row));
    }
    return new TableRow(cells);
  }
}

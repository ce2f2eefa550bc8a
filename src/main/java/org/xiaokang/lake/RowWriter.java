package org.xiaokang.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;

/**
 * Makes rows of records: checks each against NOT NULL and the table's conditions, hands it to the
 * file, and takes its hash and what statistics need. Every cell is taken from the record once.
 */
final class RowWriter<T> extends WriteSupport<T> {
  /** Which run received a row is not what the row says. */
  private static final String RUN = "run_id";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TableSchema<T> table;
  private final List<Part<T>> parts = new ArrayList<>();
  private final TextBytes texts = new TextBytes();
  private final RowBytes said = new RowBytes();
  private final ContentSum sum = new ContentSum();
  private final @Nullable Object[] cells;
  private @Nullable RecordConsumer file;
  private @Nullable RowSink sink;

  RowWriter(TableSchema<T> table) {
    this.table = table;
    this.cells = new Object[table.columns().size()];
    for (Column<T> column : table.columns()) {
      parts.add(
          new Part<>(
              column,
              CellWriter.of(column),
              table.clusterBy().contains(column.name())
                  ? new ColumnStatistics(column, texts)
                  : null,
              !column.name().equals(RUN)));
    }
  }

  /**
   * A column as it is written.
   *
   * @param bounds null where nothing is skipped by it
   * @param says whether it is part of what the row says
   */
  private record Part<T>(
      Column<T> column, CellWriter writer, @Nullable ColumnStatistics bounds, boolean says) {}

  @Override
  @SuppressWarnings("deprecation") // and abstract still
  public WriteContext init(Configuration hadoop) {
    return new WriteContext(ParquetTypes.schema(table), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    file = consumer;
    sink = new RowSink(consumer, texts, said);
  }

  /** What the rows so far say. */
  TableContent content() {
    return sum.content();
  }

  /**
   * Writes a row.
   *
   * @throws XiaokangException if the table refuses it, naming column or condition and the row
   */
  @Override
  public void write(T row) {
    RecordConsumer to = file;
    RowSink into = sink;
    if (to == null || into == null) {
      throw new IllegalStateException("rows come after prepareForWrite");
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] = parts.get(i).column().cell().apply(row);
    }
    check(row);
    said.begin();
    to.startMessage();
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      Part<T> part = parts.get(i);
      String name = part.column().name();
      said.open(part.says());
      if (cell == null) {
        into.absent();
      } else {
        into.begin(name, i);
        write(part.column(), part.writer(), cell, into);
        into.end(name, i);
      }
      ColumnStatistics bounds = part.bounds();
      if (bounds != null) {
        bounds.add(cell);
      }
    }
    to.endMessage();
    sum.add(said.hash());
  }

  private void write(Column<T> column, CellWriter writer, Object cell, RowSink to) {
    try {
      writer.write(cell, to);
    } catch (ClassCastException | ArithmeticException e) {
      throw new XiaokangException(
          refused(
              "column '%s' of type %s cannot hold %s, a %s"
                  .formatted(
                      column.name(),
                      column.type(),
                      RowText.of(cell),
                      cell.getClass().getSimpleName())),
          e);
    } catch (IllegalArgumentException e) {
      throw new XiaokangException(
          refused("column '%s' %s".formatted(column.name(), e.getMessage())), e);
    }
  }

  private void check(T row) {
    for (int i = 0; i < cells.length; i++) {
      Column<T> column = table.columns().get(i);
      if (cells[i] == null && !column.nullable()) {
        throw new XiaokangException(
            refused("column '%s' is null; expected a value".formatted(column.name())));
      }
    }
    for (Condition<T> condition : table.conditions()) {
      if (!condition.holds().test(row)) {
        throw new XiaokangException(
            refused(
                "condition '%s' does not hold: %s".formatted(condition.name(), condition.sql())));
      }
    }
  }

  private String refused(String why) {
    List<String> names = table.columns().stream().map(Column::name).toList();
    return "table '%s' refuses a row: %s; the row: %s; nothing of it is published"
        .formatted(table.name(), why, RowText.of(names, cells));
  }

  /** Delta's statistics of the rows so far. */
  String statistics() {
    ObjectNode all = JSON.createObjectNode();
    all.put("numRecords", content().rows());
    ObjectNode smallest = all.putObject("minValues");
    ObjectNode largest = all.putObject("maxValues");
    ObjectNode absent = all.putObject("nullCount");
    for (Part<T> part : parts) {
      if (part.bounds() != null) {
        part.bounds().putInto(smallest, largest, absent);
      }
    }
    all.put("tightBounds", true); // no row is marked as deleted yet
    return all.toString();
  }
}

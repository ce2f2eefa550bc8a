package org.xiaokang.source;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.ReceivedCells;
import org.xiaokang.ingest.ReceivedRow;

/** Makes received rows of a source's rows, in one task. */
final class RowMapper {
  /** A row's own columns as Spark's expressions take them. */
  interface TypedCells {
    /** The value of a column, as Spark holds it inside. */
    @Nullable Object value(int column);
  }

  private static final int NOTE = Source.CONTRACT.indexOf("note");

  private static final ContractRow BLANK =
      ContractRow.of(Arrays.asList(new @Nullable String[Source.CONTRACT.size()]));

  private final RowMapping mapping;
  private final RowExpressions.@Nullable Computer computer;
  private final List<Integer> asked;
  private final Object[] values;
  private final InternalRow typed;
  private final Consumer<ReceivedRow> rows;
  private final String[] columns;
  private final String[] names;

  /** Starts with the first row of a task; received rows go to {@code rows}. */
  RowMapper(RowMapping mapping, Consumer<ReceivedRow> rows) {
    this.mapping = mapping;
    this.rows = rows;
    this.columns = mapping.columns().toArray(String[]::new);
    this.names = mapping.named().toArray(String[]::new);
    RowExpressions expressions = mapping.expressions();
    this.computer = expressions == null ? null : expressions.computer();
    this.asked = expressions == null ? List.of() : expressions.columns();
    this.values = new Object[mapping.columns().size() + 2];
    this.typed = new GenericInternalRow(values);
  }

  /**
   * Takes a row.
   *
   * @param cells its cells as text, by the source's own columns
   * @param typedCells the same as Spark's expressions take them; null where that is text, too
   * @param file the file it was read from
   * @param line its first line; null where it has none
   * @param malformed its text if it could not be split into cells; else null
   */
  void take(
      @Nullable String[] cells,
      @Nullable TypedCells typedCells,
      String file,
      @Nullable Long line,
      @Nullable String malformed) {
    WideColumns wide = mapping.wide();
    if (wide == null) {
      map(cells, typedCells, file, line, malformed, "");
      return;
    }
    if (malformed != null) {
      map(wide.row(cells, 0), null, file, line, malformed, "");
      return;
    }
    boolean isBlank = true;
    for (int column = 0; column < wide.count(); column++) {
      if (wide.isFilled(cells, column)) {
        TypedCells kept = typedCells == null ? null : i -> typedCells.value(wide.kept().get(i));
        map(wide.row(cells, column), kept, file, line, null, wide.marks().get(column));
        isBlank = false;
      }
    }
    if (isBlank) { // a line without a figure is a line all the same
      rows.accept(
          new ReceivedRow(
              mapping.errors().source(), file, line, BLANK, null, received(wide.blank(cells))));
    }
  }

  private void map(
      @Nullable String[] cells,
      @Nullable TypedCells typedCells,
      String file,
      @Nullable Long line,
      @Nullable String malformed,
      String mark) {
    RowExpressions.Results results =
        malformed == null ? computed(cells, typedCells, file) : RowExpressions.Results.NONE;
    List<Reason> faults = results.faults().stream().map(fault -> reason(fault, cells)).toList();
    if (names.length > 0) {
      rows.accept(
          new ReceivedRow(
              mapping.errors().source(),
              file,
              line,
              null,
              malformed,
              faults,
              malformed == null ? named(cells, file, results.texts()) : received(cells)));
      return;
    }
    ContractRow row = malformed == null ? contract(cells, file, results.texts(), mark) : null;
    rows.accept(
        new ReceivedRow(
            mapping.errors().source(), file, line, row, malformed, faults, received(cells)));
  }

  /** Why a cell has no value, with what the expression was to be computed of. */
  private Reason reason(RowExpressions.Fault fault, @Nullable String[] cells) {
    StringBuilder read = new StringBuilder();
    for (int column : fault.columns()) {
      if (column < cells.length) {
        read.append(read.isEmpty() ? "" : ", ").append(columns[column]).append(" = ");
        read.append(cells[column] == null ? "(blank)" : "'" + cells[column] + "'");
      }
    }
    return new Reason(
        "not_computed",
        fault.name(),
        read.toString(),
        "values of which %s can be computed: %s".formatted(fault.written().strip(), fault.said()));
  }

  private RowExpressions.Results computed(
      @Nullable String[] cells, @Nullable TypedCells typedCells, String file) {
    if (computer == null) {
      return RowExpressions.Results.NONE;
    }
    int columns = mapping.columns().size();
    int kept = mapping.wide() == null ? columns : mapping.wide().kept().size();
    for (int column : asked) {
      if (column == columns) {
        values[column] = UTF8String.fromString(file);
      } else if (column < columns) {
        values[column] =
            typedCells == null || column >= kept
                ? UTF8String.fromString(cells[column])
                : typedCells.value(column);
      }
    }
    return computer.compute(typed);
  }

  /** The cells of the contract by their names. */
  private ReceivedCells named(@Nullable String[] cells, String file, @Nullable String[] computed) {
    List<CellRule> rules = mapping.rules();
    @Nullable String[] row = new @Nullable String[names.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = rules.get(i).cell(cells, file, computed);
    }
    return new ReceivedCells(names, row);
  }

  private ContractRow contract(
      @Nullable String[] cells, String file, @Nullable String[] computed, String mark) {
    List<CellRule> rules = mapping.rules();
    @Nullable String[] row = new @Nullable String[Source.CONTRACT.size()];
    for (int i = 0; i < rules.size(); i++) {
      row[mapping.places().get(i)] = rules.get(i).cell(cells, file, computed);
    }
    if (!mark.isEmpty()) {
      row[NOTE] = row[NOTE] == null ? mark : row[NOTE] + "; " + mark;
    }
    return ContractRow.of(Arrays.asList(row));
  }

  private ReceivedCells received(@Nullable String[] cells) {
    if (mapping.keepsBlanks() && cells.length == columns.length) {
      return new ReceivedCells(columns, cells.clone());
    }
    String[] kept = new String[cells.length];
    @Nullable String[] received = new @Nullable String[cells.length];
    int count = 0;
    for (int i = 0; i < cells.length; i++) {
      if (mapping.keepsBlanks() || cells[i] != null) {
        kept[count] = columns[i];
        received[count++] = cells[i];
      }
    }
    return new ReceivedCells(Arrays.copyOf(kept, count), Arrays.copyOf(received, count));
  }
}

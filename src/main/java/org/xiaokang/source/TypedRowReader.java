package org.xiaokang.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ReceivedRow;

/** Makes received rows of rows as Spark holds them inside, in one task. */
final class TypedRowReader {
  private final List<DataType> types;
  private final int[] computedAt;
  private final RowExpressions.@Nullable Computer texts;
  private final RowMapper mapper;
  private final SourceErrors errors;

  /**
   * Starts with the first row of a task.
   *
   * @param fields the columns of the rows
   * @param texts the text of each that is no text; null where all are
   * @param mapping of these columns, and of those of folders after them
   */
  TypedRowReader(
      List<StructField> fields,
      @Nullable RowExpressions texts,
      RowMapping mapping,
      Consumer<ReceivedRow> received) {
    this.types = fields.stream().map(StructField::dataType).toList();
    this.computedAt = new int[types.size()];
    int computed = 0;
    for (int i = 0; i < computedAt.length; i++) {
      computedAt[i] = isText(types.get(i)) ? -1 : computed++;
    }
    this.texts = texts == null ? null : texts.computer();
    this.errors = mapping.errors();
    this.mapper = new RowMapper(mapping, received);
  }

  /** What the texts of columns are computed by; null where all are text. */
  static @Nullable RowExpressions texts(
      SparkSession spark, Source source, List<StructField> fields) {
    List<StructField> others = fields.stream().filter(field -> !isText(field.dataType())).toList();
    return others.isEmpty()
        ? null
        : new ExpressionCompiler(spark, source, fields).ofColumns(others);
  }

  /** A value that has no text at all is nobody's slip. */
  private @Nullable String[] texts(InternalRow row, String file, @Nullable Long line) {
    RowExpressions.Results results = Objects.requireNonNull(texts).compute(row);
    for (RowExpressions.Fault fault : results.faults()) {
      throw errors.notComputed(fault, file, line);
    }
    return results.texts();
  }

  private static boolean isText(DataType type) {
    return type instanceof StringType;
  }

  /**
   * Takes a row.
   *
   * @param folderCells the cells of the columns after its own
   * @param line its line; null where it has none
   * @param malformed its text if it could not be read; else null
   */
  void take(
      InternalRow row,
      List<@Nullable String> folderCells,
      String file,
      @Nullable Long line,
      @Nullable String malformed) {
    @Nullable String[] computed = texts == null ? null : texts(row, file, line);
    List<@Nullable String> cells = new ArrayList<>();
    for (int i = 0; i < computedAt.length; i++) {
      if (computed != null && computedAt[i] >= 0) {
        cells.add(computed[computedAt[i]]);
      } else {
        cells.add(row.isNullAt(i) ? null : row.getUTF8String(i).toString());
      }
    }
    cells.addAll(folderCells);
    mapper.take(
        cells.toArray(new @Nullable String[0]),
        i ->
            i < types.size()
                ? row.get(i, types.get(i))
                : UTF8String.fromString(folderCells.get(i - types.size())),
        file,
        line,
        malformed);
  }
}

package org.xiaokang.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ReceivedRow;

/** Maps rows that Spark has read: those of Parquet, Delta, a database, json over several lines. */
record DatasetRows(SparkSession spark, Source source, Contract contract, Consumer<String> told) {
  private static final Set<String> ADDED =
      Set.of(MappingCompiler.SOURCE_FILE, MappingCompiler.MALFORMED);

  /** The rows of a dataset of the source's own columns, and _source_file, and _malformed. */
  JavaRDD<ReceivedRow> rows(Dataset<Row> rows) {
    List<StructField> own =
        Stream.of(rows.schema().fields()).filter(field -> !ADDED.contains(field.name())).toList();
    List<Column> columns = new ArrayList<>();
    own.forEach(field -> columns.add(ColumnText.named(field.name())));
    columns.add(ColumnText.named(MappingCompiler.SOURCE_FILE));
    columns.add(ColumnText.named(MappingCompiler.MALFORMED));
    RowMapping mapping = MappingCompiler.compile(spark, source, contract, own, told);
    RowExpressions texts = TypedRowReader.texts(spark, source, own);
    return rows.select(columns.toArray(Column[]::new))
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(read -> new MappedRows(read, own, texts, mapping));
  }

  /** The rows of a task. */
  private static final class MappedRows extends QueuedRows {
    private final Iterator<InternalRow> read;
    private final TypedRowReader reader;
    private final int own;

    MappedRows(
        Iterator<InternalRow> read,
        List<StructField> own,
        @Nullable RowExpressions texts,
        RowMapping mapping) {
      this.read = read;
      this.own = own.size();
      this.reader = new TypedRowReader(own, texts, mapping, this::add);
    }

    @Override
    boolean readOn() {
      if (!read.hasNext()) {
        return false;
      }
      InternalRow row = read.next();
      String file = row.getUTF8String(own).toString();
      String malformed = row.isNullAt(own + 1) ? null : row.getUTF8String(own + 1).toString();
      reader.take(row, List.of(), file, null, malformed);
      return true;
    }
  }
}

package org.xiaokang.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.xiaokang.config.Source;
import org.xiaokang.ingest.ReceivedRow;

/** Reads a csv source: all its cells are text. */
record CsvRows(SparkSession spark, Source source, Contract contract, Consumer<String> told) {
  JavaRDD<ReceivedRow> rows(Optional<Set<String>> wanted) throws IOException {
    CsvFormat format = CsvFormatReader.of(source);
    SourceFolder folder = SourceFolder.of(spark, source);
    folder.input().tell(told);
    CsvTable table = CsvTable.of(folder.input(), format, folder.opener(), folder.folderCells());
    table.tell(source.name(), told);
    List<String> columns = new ArrayList<>(table.columns());
    List<Integer> folderAt = folder.folderCells().positions(columns);
    List<StructField> fields =
        columns.stream()
            .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
            .toList();
    RowMapping mapping =
        new MappingCompiler(spark, source, contract, table.header(), told).compile(fields);
    RecordFormat.Rows rows = new RecordFormat.Rows(format, table.columns().size());
    int width = columns.size();
    FileOpener opener = folder.opener();
    SourceErrors errors = SourceErrors.of(source);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new FileRanges(errors, opener, rows)
        .tasks(context, SourceFolder.wanted(table.files(), wanted))
        .mapPartitions(
            ranges ->
                new FileRows(
                    ranges,
                    opener,
                    errors,
                    received -> new CsvRecordReader(rows, mapping, width, folderAt, received)));
  }
}

package org.xiaokang.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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

/** Reads a json source of one object a line. */
record JsonRows(SparkSession spark, Source source, Contract contract, Consumer<String> told) {
  JavaRDD<ReceivedRow> rows(Optional<Set<String>> wanted) throws IOException {
    SourceFolder folder = SourceFolder.of(spark, source);
    folder.input().tell(told);
    FileOpener opener = folder.opener();
    SourceErrors errors = SourceErrors.of(source);
    List<FileRange> files = JsonTable.files(folder.input(), opener, folder.folderCells());
    JavaRDD<FileRange> tasks =
        new FileRanges(errors, opener, new RecordFormat.Lines())
            .tasks(JavaSparkContext.fromSparkContext(spark.sparkContext()), files);
    JavaRDD<String> lines = tasks.flatMap(range -> new RangeLines(range, opener, errors));
    List<String> ofFolders = folder.folderCells().columns();
    JsonTable table = JsonTable.of(spark, source, lines, ofFolders);

    List<StructField> own = List.of(table.own().fields());
    List<StructField> fields = new ArrayList<>(own);
    ofFolders.forEach(
        name -> fields.add(DataTypes.createStructField(name, DataTypes.StringType, true)));
    RowMapping mapping = MappingCompiler.compile(spark, source, contract, fields, told);
    RowExpressions texts = TypedRowReader.texts(spark, source, own);
    Map<String, String> settings = RowExpressions.settings(spark);
    Set<String> names = wanted.map(Set::copyOf).orElse(null);
    JavaRDD<FileRange> asked =
        names == null ? tasks : tasks.filter(file -> names.contains(file.file()));
    return asked.mapPartitions(
        ranges ->
            new FileRows(
                ranges,
                opener,
                errors,
                received ->
                    new JsonRecordReader(
                        table,
                        settings,
                        errors,
                        new TypedRowReader(own, texts, mapping, received))));
  }

  /** The lines of a range. */
  private static final class RangeLines implements Iterator<String> {
    private final FileRange range;
    private final SourceErrors errors;
    private final Splitter lines;
    private boolean isThere;

    RangeLines(FileRange range, FileOpener opener, SourceErrors errors) {
      this.range = range;
      this.errors = errors;
      try {
        this.lines = new RecordFormat.Lines().splitter(opener.open(range), range);
      } catch (IOException e) {
        throw errors.unreadable(range.file(), e);
      }
      goOn();
    }

    private void goOn() {
      try {
        isThere = lines.next();
        if (!isThere) {
          lines.close();
        }
      } catch (IOException e) {
        throw errors.unreadable(range.file(), lines.lastLine(), e);
      }
    }

    @Override
    public boolean hasNext() {
      return isThere;
    }

    @Override
    public String next() {
      if (!isThere) {
        throw new NoSuchElementException();
      }
      String line = lines.text();
      goOn();
      return line;
    }
  }
}

package org.xiaokang.lake;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xiaokang.catalogue.XiaokangException;

/**
 * Writes records as one Parquet file of a table, in a task or on the driver. The file bears a name
 * of its own, whichever attempt writes it, and belongs to the table only once {@link
 * TableCommitter} commits it: an attempt that fails or is killed leaves nothing that a reader sees.
 *
 * @param <T> the record that a row is made of
 */
public final class DataFileWriter<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFileWriter.class);

  private final Configuration hadoop;
  private final TableSchema<T> table;
  private final Path path;
  private final RowWriter<T> rows;
  private @Nullable ParquetWriter<T> file;
  private boolean finished;

  private DataFileWriter(Configuration hadoop, Path path, TableSchema<T> table) {
    this.hadoop = hadoop;
    this.path = path;
    this.table = table;
    this.rows = new RowWriter<>(table);
  }

  /**
   * Opens a file. It is created when the first row comes.
   *
   * @param hadoop the settings of file systems
   * @param lake the lake's folder, a path or URI
   * @param table what the table is
   * @param partition which part of the rows comes; in the file's name, for people
   */
  public static <T> DataFileWriter<T> open(
      Configuration hadoop, String lake, TableSchema<T> table, int partition) {
    String name =
        String.format(Locale.ROOT, "part-%05d-%s.zstd.parquet", partition, UUID.randomUUID());
    return new DataFileWriter<>(hadoop, new Path(new Path(lake, table.name()), name), table);
  }

  /**
   * Writes all rows there are: for tables small enough to stand in memory.
   *
   * @throws XiaokangException if the table refuses a row, or the file cannot be written
   */
  public static <T> DataFile write(
      Configuration hadoop, String lake, TableSchema<T> table, Iterable<T> rows) {
    try (DataFileWriter<T> writer = open(hadoop, lake, table, 0)) {
      for (T row : rows) {
        writer.write(row);
      }
      return writer.finish();
    }
  }

  /**
   * Writes a row.
   *
   * @throws XiaokangException if the table refuses it, naming column or condition and the row; if
   *     the file cannot be written
   */
  public void write(T row) {
    try {
      ParquetWriter<T> to = file;
      if (to == null) {
        OutputFile out = HadoopOutputFile.fromPath(path, hadoop);
        to = new Builder<>(out, table, rows).withConf(hadoop).build();
        file = to;
      }
      to.write(row);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /**
   * Ends the file.
   *
   * @return what the commit needs to know of it
   * @throws XiaokangException if it cannot be written
   */
  public DataFile finish() {
    try {
      long bytes = 0;
      long modified = 0;
      if (file != null) {
        file.close();
        FileStatus status = files().getFileStatus(path);
        bytes = status.getLen();
        modified = status.getModificationTime();
      }
      finished = true;
      return new DataFile(
          table.name(), path.getName(), bytes, modified, rows.statistics(), rows.content(), false);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** Deletes the file unless it was finished. */
  @Override
  public void close() {
    ParquetWriter<T> begun = file;
    if (finished || begun == null) {
      return;
    }
    finished = true;
    try {
      begun.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug(
          "the unfinished file {} does not close; what made it fail is told elsewhere", path, e);
    }
    try {
      files().delete(path, false);
    } catch (IOException e) {
      LOG.warn("the unfinished file {}, part of no table, stays until maintenance", path, e);
    }
  }

  private FileSystem files() throws IOException {
    return path.getFileSystem(hadoop);
  }

  private XiaokangException unwritten(IOException e) {
    return new XiaokangException(
        "a file of the table '%s' could not be written in '%s': %s; the table is as it was: run again when the file system is back"
            .formatted(table.name(), path.getParent(), e.getMessage()),
        e);
  }

  /**
   * Pages and row groups as the format's own defaults have them; every reader knows zstd. Bounds
   * are kept of the columns that rows lie together by: of others they would let no reader skip.
   */
  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    /** Numbers of the lake's tables (ids, lines, values) hardly ever come twice in a file. */
    private static final Set<PrimitiveTypeName> NUMBERS =
        Set.of(PrimitiveTypeName.INT64, PrimitiveTypeName.DOUBLE);

    private final RowWriter<T> rows;

    Builder(OutputFile file, TableSchema<T> table, RowWriter<T> rows) {
      super(file);
      this.rows = rows;
      withCompressionCodec(CompressionCodecName.ZSTD);
      withStatisticsEnabled(false);
      withSizeStatisticsEnabled(false);
      table.clusterBy().forEach(column -> withStatisticsEnabled(column, true));
      Set<String> single = new HashSet<>();
      table.columns().stream().filter(c -> !c.repeats()).forEach(c -> single.add(c.name()));
      for (ColumnDescriptor column : ParquetTypes.schema(table).getColumns()) {
        if (single.contains(column.getPath()[0])
            || NUMBERS.contains(column.getPrimitiveType().getPrimitiveTypeName())) {
          withDictionaryEncoding(String.join(".", column.getPath()), false);
        }
      }
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // and abstract still
    protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
      return rows;
    }
  }
}

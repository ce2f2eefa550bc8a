package org.xiaokang.reader;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * One file of a table at a version, which whoever gets it can read by itself: a task on another
 * machine.
 *
 * @param path where it lies
 * @param bytes its size
 * @param modifiedMillis when it was written, in milliseconds since 1970
 * @param deleted numbers of the rows that are no more, from 0
 * @param columns the columns to be read
 * @param schema their types in the file, as Delta's log writes them
 */
public record TablePart(
    String path,
    long bytes,
    long modifiedMillis,
    List<Long> deleted,
    List<String> columns,
    String schema)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps copies. */
  public TablePart {
    deleted = List.copyOf(deleted);
    columns = List.copyOf(columns);
  }

  /**
   * Its rows, read as they are asked for; what is left open when the last one is not asked for is
   * closed with them.
   *
   * @param hadoop the settings of file systems
   * @throws UncheckedIOException if the file cannot be read
   */
  public Rows rows(Configuration hadoop) {
    return new Rows(this, hadoop);
  }

  /** The rows of a file. */
  public static final class Rows implements Iterator<TableRow>, AutoCloseable {
    private final TablePart part;
    private final Set<Long> deleted;
    private final CloseableIterator<FileReadResult> batches;
    private @Nullable ColumnarBatch batch;
    private int next;
    private long number;

    private Rows(TablePart part, Configuration hadoop) {
      this.part = part;
      this.deleted = new HashSet<>(part.deleted());
      try {
        this.batches =
            DefaultEngine.create(hadoop)
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(
                        FileStatus.of(part.path(), part.bytes(), part.modifiedMillis())),
                    DataTypeJsonSerDe.deserializeStructType(part.schema()),
                    Optional.empty());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      while (true) {
        ColumnarBatch open = batch;
        if (open != null && next < open.getSize()) {
          if (!deleted.contains(number)) {
            return true;
          }
          next++;
          number++;
        } else if (batches.hasNext()) {
          batch = batches.next().getData();
          next = 0;
        } else {
          close();
          return false;
        }
      }
    }

    @Override
    public TableRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      number++;
      return row(Objects.requireNonNull(batch), next++);
    }

    private TableRow row(ColumnarBatch from, int row) {
      Map<String, @Nullable Object> cells = new LinkedHashMap<>();
      List<String> columns = part.columns();
      for (int i = 0; i < columns.size(); i++) {
        cells.put(columns.get(i), KernelTypes.value(from.getColumnVector(i), row));
      }
      return new TableRow(cells);
    }

    @Override
    public void close() {
      try {
        batches.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

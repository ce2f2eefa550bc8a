package org.xiaokang.run;

import java.util.ArrayList;
import java.util.List;
import org.xiaokang.lake.DataFile;
import org.xiaokang.lake.TableFiles;
import org.xiaokang.lake.TableSchema;

/**
 * What the tasks of some stages told.
 *
 * @param all in no order
 */
public record StageReports(List<Object> all) {
  /** Keeps a copy. */
  public StageReports {
    all = List.copyOf(all);
  }

  /** What was told of one kind. */
  public <T> List<T> of(Class<T> kind) {
    List<T> some = new ArrayList<>();
    for (Object report : all) {
      if (kind.isInstance(report)) {
        some.add(kind.cast(report));
      }
    }
    return some;
  }

  /** The files that were written for a table. */
  public TableFiles files(TableSchema<?> table) {
    return new TableFiles(
        table,
        of(DataFile.class).stream().filter(file -> file.table().equals(table.name())).toList());
  }
}

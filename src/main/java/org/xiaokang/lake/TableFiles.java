package org.xiaokang.lake;

import java.util.List;

/**
 * Written files of a table that are to be committed together.
 *
 * @param table what the table is
 * @param files the files, written for this table
 */
public record TableFiles(TableSchema<?> table, List<DataFile> files) {
  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if a file was written for another table
   */
  public TableFiles {
    files = List.copyOf(files);
    for (DataFile file : files) {
      if (!file.table().equals(table.name())) {
        throw new IllegalArgumentException(
            "file '%s' was written for table '%s', not for '%s'"
                .formatted(file.path(), file.table(), table.name()));
      }
    }
  }

  /** What they say together. */
  TableContent content() {
    return TableContent.of(files);
  }
}

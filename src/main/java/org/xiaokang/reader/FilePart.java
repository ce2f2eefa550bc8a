package org.xiaokang.reader;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a file of a table.
 *
 * @param file the file
 * @param only whether the rows named are meant, rather than all others
 * @param rows numbers of rows, counted from 0 within the file
 */
record FilePart(DataFile file, boolean only, List<Long> rows) {
  /** Keeps a copy. */
  FilePart {
    rows = List.copyOf(rows);
  }

  /** The rows that are not marked deleted. */
  static FilePart present(DataFile file) {
    return new FilePart(file, false, file.deleted());
  }

  /**
   * The rows that are not in another version of the table: those that are marked deleted there and
   * not here. A file never changes, so that all others are the same in both.
   *
   * @param there the same file in the other version; null where that has no such file
   */
  static Optional<FilePart> missing(DataFile file, @Nullable DataFile there) {
    if (there == null) {
      return Optional.of(present(file));
    }
    Set<Long> deleted = new HashSet<>(file.deleted());
    List<Long> rows = there.deleted().stream().filter(row -> !deleted.contains(row)).toList();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new FilePart(file, true, rows));
  }
}

package org.xiaokang.source;

import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When the content of each file was written, by source and file. Of two contents of one figure that
 * were published on one day, the one in the file written later stands.
 */
public final class FileDates implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, HashMap<String, Instant>> bySource = new HashMap<>();

  private FileDates() {}

  /** The dates that a ledger gives. */
  public static FileDates of(Collection<LedgerEntry> ledger) {
    FileDates dates = new FileDates();
    for (LedgerEntry entry : ledger) {
      dates
          .bySource
          .computeIfAbsent(entry.source(), source -> new HashMap<>())
          .put(entry.path(), entry.modifiedAt());
    }
    return dates;
  }

  /**
   * When the content of a file was written.
   *
   * @param source name of the source in the configuration: two sources may read one file, and one
   *     of them may have seen its content before
   * @param file the file that a row names; null where it names none
   * @return null where the ledger has no such file
   */
  public @Nullable Instant writtenAt(String source, @Nullable String file) {
    Map<String, Instant> files = bySource.get(source);
    return files == null || file == null ? null : files.get(file);
  }
}

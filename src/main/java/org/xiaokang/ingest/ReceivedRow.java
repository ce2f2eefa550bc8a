package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a source as it was received.
 *
 * @param source the source's name
 * @param file the file it was read from, or the Delta or database table
 * @param line the first line of it in the file, from 1; null where the source has no lines
 * @param cells its cells by the contract's columns; null where it could not be split into cells
 * @param malformed its text where it could not be split into cells; null elsewhere
 * @param faults cells of the contract that could not be computed, and why
 * @param received the whole row by its own column names
 */
public record ReceivedRow(
    String source,
    String file,
    @Nullable Long line,
    @Nullable ContractRow cells,
    @Nullable String malformed,
    List<Reason> faults,
    Map<String, @Nullable String> received)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Keeps a copy in the same order. */
  public ReceivedRow {
    faults = List.copyOf(faults);
    received = ReceivedCells.copyOf(received);
  }

  /** A row all of whose cells could be computed. */
  public ReceivedRow(
      String source,
      String file,
      @Nullable Long line,
      @Nullable ContractRow cells,
      @Nullable String malformed,
      Map<String, @Nullable String> received) {
    this(source, file, line, cells, malformed, List.of(), received);
  }
}

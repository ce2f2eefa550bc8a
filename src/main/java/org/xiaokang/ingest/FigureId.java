package org.xiaokang.ingest;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What tells a figure from all others: rows that share it are about the same figure.
 *
 * @param source the source's name
 * @param docId the document
 * @param obsId the figure's own id within source and document
 */
public record FigureId(String source, String docId, String obsId) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The figure that a row is about; null where the row does not say, so that it goes alone. */
  public static @Nullable FigureId of(ReceivedRow row) {
    ContractRow cells = row.cells();
    return cells == null || cells.docId() == null || cells.obsId() == null
        ? null
        : new FigureId(row.source(), cells.docId(), cells.obsId());
  }

  /** The figure that an observation is. */
  public static FigureId of(Observation observation) {
    return new FigureId(observation.source(), observation.docId(), observation.obsId());
  }

  /** XXH64 of the three: the observation_id of the tables. */
  public long hash() {
    return RowHash.figure(source, docId, obsId);
  }
}

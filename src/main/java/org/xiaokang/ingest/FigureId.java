package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What tells one figure from another, whatever it says: its source, its document and its own id.
 *
 * @param source the source's name
 * @param docId the document
 * @param obsId the figure's own id within source and document
 */
public record FigureId(String source, String docId, String obsId) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The order of their texts, by code point. */
  public static final Comparator<FigureId> ORDER =
      Comparator.comparing(FigureId::source, TextOrder.BY_CODE_POINT)
          .thenComparing(FigureId::docId, TextOrder.BY_CODE_POINT)
          .thenComparing(FigureId::obsId, TextOrder.BY_CODE_POINT);

  /** The figure that a row is of; null where the row does not say which. */
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

  /** XXH64 of source, document and id: the observation's id. */
  public long hash() {
    return RowHash.figure(source, docId, obsId);
  }
}

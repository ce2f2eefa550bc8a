package org.xiaokang.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.ReceivedRow;

/**
 * A row of a table of claims, as text; blank where a cell is.
 *
 * @param claimId its id
 * @param docId the document that claims it
 * @param regionCode the region it is about
 * @param statement what is claimed, in words; the whole row where it could not be split into cells
 * @param claimed the value that is claimed
 * @param formula what it is to be recomputed by
 */
public record ClaimRow(
    String claimId,
    String docId,
    String regionCode,
    String statement,
    String claimed,
    String formula)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a row in the places of {@link Contract#CLAIMS}. */
  static ClaimRow of(ReceivedRow row) {
    ContractRow cells = row.cells();
    return cells == null
        ? new ClaimRow("", "", "", text(row.malformed()), "", "")
        : new ClaimRow(
            text(cells.obsId()),
            text(cells.docId()),
            text(cells.regionCode()),
            text(cells.note()),
            text(cells.value()),
            text(cells.locator()));
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }
}

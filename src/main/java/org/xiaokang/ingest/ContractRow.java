package org.xiaokang.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Source;

/**
 * A row of a source in the columns of the extracted-metrics contract, as text; null where a cell is
 * blank. The components stand in the order of {@link Source#CONTRACT}.
 */
public record ContractRow(
    @Nullable String docId,
    @Nullable String obsId,
    @Nullable String regionCode,
    @Nullable String regionName,
    @Nullable String regionParent,
    @Nullable String regionLevel,
    @Nullable String metricCode,
    @Nullable String scope,
    @Nullable String periodStart,
    @Nullable String periodEnd,
    @Nullable String periodKind,
    @Nullable String value,
    @Nullable String unit,
    @Nullable String qualifier,
    @Nullable String publishedOn,
    @Nullable String locator,
    @Nullable String confidence,
    @Nullable String note,
    @Nullable String action,
    @Nullable String unitMult,
    @Nullable String basePer,
    @Nullable String obsStatus)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A row of cells in the order of {@link Source#CONTRACT}, without the blanks around each.
   *
   * @throws IllegalArgumentException if there is not one cell for each column
   */
  public static ContractRow of(List<? extends @Nullable String> cells) {
    if (cells.size() != Source.CONTRACT.size()) {
      throw new IllegalArgumentException(
          "a row has %d cells; the contract has the %d columns %s"
              .formatted(cells.size(), Source.CONTRACT.size(), Source.CONTRACT));
    }
    return new ContractRow(
        Whitespace.clean(cells.get(0)),
        Whitespace.clean(cells.get(1)),
        Whitespace.clean(cells.get(2)),
        Whitespace.clean(cells.get(3)),
        Whitespace.clean(cells.get(4)),
        Whitespace.clean(cells.get(5)),
        Whitespace.clean(cells.get(6)),
        Whitespace.clean(cells.get(7)),
        Whitespace.clean(cells.get(8)),
        Whitespace.clean(cells.get(9)),
        Whitespace.clean(cells.get(10)),
        Whitespace.clean(cells.get(11)),
        Whitespace.clean(cells.get(12)),
        Whitespace.clean(cells.get(13)),
        Whitespace.clean(cells.get(14)),
        Whitespace.clean(cells.get(15)),
        Whitespace.clean(cells.get(16)),
        Whitespace.clean(cells.get(17)),
        Whitespace.clean(cells.get(18)),
        Whitespace.clean(cells.get(19)),
        Whitespace.clean(cells.get(20)),
        Whitespace.clean(cells.get(21)));
  }

  /** The cells in the order of {@link Source#CONTRACT}. */
  List<@Nullable String> cells() {
    return Arrays.asList(
        docId,
        obsId,
        regionCode,
        regionName,
        regionParent,
        regionLevel,
        metricCode,
        scope,
        periodStart,
        periodEnd,
        periodKind,
        value,
        unit,
        qualifier,
        publishedOn,
        locator,
        confidence,
        note,
        action,
        unitMult,
        basePer,
        obsStatus);
  }
}

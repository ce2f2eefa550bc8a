package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what rows of distributions say of their region and period; rows that say the same are many.
 */
public final class DistributionCells {
  private static final int MOST_KNOWN = 1 << 16;

  private final RegionIndex regions;
  private final Map<List<@Nullable String>, Where> known = new HashMap<>();

  /** By the region table. */
  public DistributionCells(RegionIndex regions) {
    this.regions = regions;
  }

  /**
   * Where and when a row belongs.
   *
   * @param area code of the region as of the period; null where there is a reason
   * @param period a period that is known; null where there is a reason
   * @param reason the first thing that is wrong; null where nothing is
   */
  public record Where(@Nullable String area, @Nullable Period period, @Nullable Reason reason)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads it.
   *
   * @param cells region_code, region_name, region_parent, region_level, period_start, period_end,
   *     period_kind
   */
  public Where where(List<@Nullable String> cells) {
    Where where = known.get(cells);
    if (where == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      where = read(cells);
      known.put(cells, where);
    }
    return where;
  }

  private Where read(List<@Nullable String> cells) {
    ContractRow row = row(cells);
    PeriodReader period =
        PeriodReader.read(
            row.periodKind(),
            row.periodStart(),
            row.periodEnd(),
            SourceReading.alone("", row)); // each row by itself: what is ambiguous is refused
    if (!period.reasons().isEmpty()) {
      return new Where(null, null, period.reasons().get(0));
    }
    Period when = Objects.requireNonNull(period.period());
    LocalDate end = when.end();
    if (end == null) {
      return new Where(
          null,
          null,
          Reason.missing("period_end", "a period that is known: what is estimated is of one"));
    }
    RegionReader region = RegionReader.read(regions, row, end, List.of());
    RegionReading reading = region.reading();
    if (region.reason() != null || reading == null) {
      Reason missing = Reason.missing("region_code", "a region_code or a region_name");
      return new Where(null, null, region.reason() == null ? missing : region.reason());
    }
    return new Where(reading.refArea(), when, null);
  }

  private static ContractRow row(List<@Nullable String> cells) {
    return new ContractRow(
        null,
        null,
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        null,
        null,
        cells.get(4),
        cells.get(5),
        cells.get(6),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A finite number as it is printed; null where it is none. */
  public static @Nullable Double number(@Nullable String text) {
    PrintedNumber number = text == null ? null : PrintedNumber.parse(text);
    if (number == null || number.value() == null) {
      return null;
    }
    double value = number.value().doubleValue();
    return Double.isFinite(value) ? value : null;
  }

  /** A cell without the blanks around it; null where nothing is left. */
  public static @Nullable String clean(@Nullable String cell) {
    return Whitespace.clean(cell);
  }
}

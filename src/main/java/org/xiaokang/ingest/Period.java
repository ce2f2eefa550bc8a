package org.xiaokang.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The period that a figure is of.
 *
 * @param kind year, half_year, quarter, month, year_to_date, cumulative, average, point or unknown
 * @param start its first day; null where that is not known
 * @param end its last day; null where that is not known
 * @param timePeriod SDMX's time period: 2019, 2020-S1, 2019-Q3, 2020-02, 2019-04-30, a start with
 *     an ISO duration (2020-01-01/P9M), an open range (../2018-12-31), _U where nothing is known
 * @param freq SDMX's CL_FREQ: A, S, Q, M, D, _O for another length, _U where nothing is known
 */
public record Period(
    String kind, @Nullable LocalDate start, @Nullable LocalDate end, String timePeriod, String freq)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** SDMX's word for a period that is not stated. */
  public static final String NOT_STATED = "_U";
}

package org.xiaokang.quality;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.quality.LoadCounts.SourceRows;

/** Counts the rows that one task sees. */
public final class LoadCounter {
  private static final SourceRows RECEIVED = new SourceRows(1, 0);
  private static final SourceRows REJECTED = new SourceRows(0, 1);

  private final LocalDate today;
  private final Map<String, SourceRows> sources = new HashMap<>();
  private final Map<String, Long> regionsByMetric = new HashMap<>();
  private long regions;
  private @Nullable LocalDate newestEnd;
  private @Nullable LocalDate newestPublished;

  /**
   * Begins to count.
   *
   * @param today the day the run began, UTC; later days are no news
   */
  public LoadCounter(LocalDate today) {
    this.today = today;
  }

  /** Rows of a source that were counted elsewhere. */
  public void counted(String source, SourceRows rows) {
    sources.merge(source, rows, SourceRows::plus);
  }

  /** A row of a source, whatever becomes of it. */
  public void received(String source) {
    sources.merge(source, RECEIVED, SourceRows::plus);
  }

  /** A row that became no observation; it is counted as received too. */
  public void rejected(RejectedRow row) {
    rejected(row.row().source(), row.verdict());
  }

  /** The same of a row of which only these are known. */
  public void rejected(String source, RejectedRow.Verdict verdict) {
    if (verdict == RejectedRow.Verdict.REJECTED) {
      sources.merge(source, REJECTED, SourceRows::plus);
    }
  }

  /** The days of a figure. */
  public void days(@Nullable LocalDate periodEnd, @Nullable LocalDate publishedOn) {
    newestEnd = newest(newestEnd, periodEnd);
    newestPublished = newest(newestPublished, publishedOn);
  }

  /**
   * All figures of one region's series; a region that came twice would be counted twice.
   *
   * @throws IllegalArgumentException if they are of more than one series
   */
  public void region(Collection<StandingObservation> figures) {
    Set<String> metrics = new HashSet<>();
    @Nullable String area = null;
    @Nullable String last = null;
    for (StandingObservation figure : figures) {
      Observation observation = figure.observation();
      String of = observation.region().seriesArea();
      if (area != null && !area.equals(of)) {
        throw new IllegalArgumentException(
            "figures of the regions '%s' and '%s' came together; count one region at a time"
                .formatted(area, of));
      }
      area = of;
      days(observation.period().end(), observation.publishedOn());
      if (figure.preferred() && !observation.metric().equals(last)) {
        last = observation.metric();
        metrics.add(last);
      }
    }
    if (!metrics.isEmpty()) {
      regions++;
      metrics.forEach(metric -> regionsByMetric.merge(metric, 1L, Long::sum));
    }
  }

  private @Nullable LocalDate newest(@Nullable LocalDate newest, @Nullable LocalDate day) {
    return day == null || day.isAfter(today) ? newest : LoadCounts.later(newest, day);
  }

  /** What was counted so far. */
  public LoadCounts counts() {
    return new LoadCounts(sources, regionsByMetric, regions, newestEnd, newestPublished);
  }
}

package org.xiaokang.quality;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.LoadCounts.SourceRows;

/** Judges a load as a whole: the gates rejected_share, regions_reporting and freshness. */
public final class LoadFindings {
  private LoadFindings() {}

  /**
   * What the gates say of a load.
   *
   * @param gates all gates; those of other kinds are left out
   * @param today the day the run began, UTC
   * @param now what this run has
   * @param before what the release before has, of which only the regions are looked at; null where
   *     there is none
   */
  public static GateResults of(
      List<Gate> gates, LocalDate today, LoadCounts now, @Nullable LoadCounts before) {
    ResultCollector results = new ResultCollector();
    for (Gate gate : gates) {
      if (gate.rule() instanceof Gate.RejectedShare rule) {
        rejectedShare(gate, rule, now, results);
      } else if (gate.rule() instanceof Gate.RegionsReporting rule && before != null) {
        regionsReporting(gate, rule, now, before, results);
      } else if (gate.rule() instanceof Gate.Freshness rule) {
        freshness(gate, rule, today, now, results);
      }
    }
    return results.results();
  }

  /** Of these gates those that look at the calendar: their verdict changes as the days go by. */
  public static List<Gate> ofTime(List<Gate> gates) {
    return gates.stream().filter(gate -> gate.rule() instanceof Gate.Freshness).toList();
  }

  /**
   * What the gates find that look at the calendar, without a table to be read.
   *
   * @param gates all gates; those of other kinds are left out
   * @param today the day the run began, UTC
   * @param newestEnd the newest end of a period among the observations, not after today; null where
   *     none has one
   * @param newestPublished the newest day of publication likewise
   * @return what failed, the worst first
   */
  public static List<QualityFinding> failedInTime(
      List<Gate> gates,
      LocalDate today,
      @Nullable LocalDate newestEnd,
      @Nullable LocalDate newestPublished) {
    LoadCounts days = new LoadCounts(Map.of(), Map.of(), 0, newestEnd, newestPublished);
    return of(ofTime(gates), today, days, null).findings().stream()
        .sorted(QualityFinding.WORST_FIRST)
        .toList();
  }

  private static void rejectedShare(
      Gate gate, Gate.RejectedShare rule, LoadCounts now, ResultCollector results) {
    share(gate, rule.atMost(), now.allSources(), FindingSubject.WHOLE, results);
    Double atMostBySource = rule.atMostBySource();
    if (atMostBySource != null) {
      new TreeMap<>(now.sources())
          .forEach(
              (source, rows) ->
                  share(gate, atMostBySource, rows, FindingSubject.ofSource(source), results));
    }
  }

  private static void share(
      Gate gate, double atMost, SourceRows rows, FindingSubject subject, ResultCollector results) {
    if (rows.received() == 0) {
      return;
    }
    double share = (double) rows.rejected() / rows.received();
    String message =
        rows.rejected()
            + " of "
            + rows.received()
            + " rows were rejected: select * from rejected_metrics where verdict = 'rejected'";
    judge(gate, share, new ExpectedRange(0, atMost), subject, message, results);
  }

  private static void regionsReporting(
      Gate gate,
      Gate.RegionsReporting rule,
      LoadCounts now,
      LoadCounts before,
      ResultCollector results) {
    if (rule.by() == Gate.RegionsReporting.By.ALL) {
      if (now.regions() > 0 || before.regions() > 0) {
        regions(gate, rule, now.regions(), before.regions(), FindingSubject.WHOLE, results);
      }
      return;
    }
    Set<String> metrics = new TreeSet<>(now.regionsByMetric().keySet());
    metrics.addAll(before.regionsByMetric().keySet());
    for (String metric : metrics) {
      long is = now.regionsByMetric().getOrDefault(metric, 0L);
      long was = before.regionsByMetric().getOrDefault(metric, 0L);
      regions(gate, rule, is, was, FindingSubject.ofMetric(metric), results);
    }
  }

  private static void regions(
      Gate gate,
      Gate.RegionsReporting rule,
      long now,
      long before,
      FindingSubject subject,
      ResultCollector results) {
    if (before == 0) {
      results.counted(gate, GateCounts.of(0, 1, "no region reported in the release before"));
      return;
    }
    ExpectedRange enough = ExpectedRange.between(before * (1 - rule.dropAtMost()), null);
    String message = now + " regions report, " + before + " did in the release before";
    judge(gate, (double) now, enough, subject, message, results);
  }

  private static void freshness(
      Gate gate, Gate.Freshness rule, LocalDate today, LoadCounts now, ResultCollector results) {
    boolean ofPeriod = rule.of() == Gate.Freshness.Of.PERIOD_END;
    String column = ofPeriod ? "period_end" : "published_on";
    LocalDate newest = ofPeriod ? now.newestEnd() : now.newestPublished();
    if (newest == null) {
      results.counted(gate, GateCounts.of(0, 0, "no observation has a " + column + " yet"));
      return;
    }
    long days = ChronoUnit.DAYS.between(newest, today);
    String message =
        "the newest "
            + column
            + " is "
            + newest
            + ", "
            + days
            + " days before "
            + today
            + "; expected at most "
            + rule.days();
    FindingSubject day = FindingSubject.ofDay(newest.toString());
    judge(gate, (double) days, new ExpectedRange(0, rule.days()), day, message, results);
  }

  private static void judge(
      Gate gate,
      double value,
      ExpectedRange range,
      FindingSubject subject,
      String message,
      ResultCollector results) {
    if (range.isBrokenBy(value)) {
      results.failed(gate, subject, value, range, message);
    }
    results.counted(gate, GateCounts.ONE_JUDGED);
  }
}

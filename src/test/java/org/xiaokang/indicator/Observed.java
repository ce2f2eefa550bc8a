package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;

/** Observations written in one line each, for tests: all of them are preferred. */
public final class Observed {
  private static final Period NOT_STATED =
      new Period("cumulative", null, null, Period.NOT_STATED, "_U");

  private final List<Observation> observations = new ArrayList<>();

  /** A figure of a whole year. */
  public Observed year(String area, String metric, int year, String value) {
    return year(area, metric, year, value, "exact");
  }

  /** The same, printed as about, at least or at most so much. */
  Observed year(String area, String metric, int year, String value, String qualifier) {
    return add("d", area, metric, "all", ValueBuilder.year(year), value, qualifier);
  }

  /** A figure of the first nine months of a year. */
  Observed nineMonths(String area, String metric, int year, String value) {
    return span(
        area, metric, "year_to_date", year + "-01-01/P9M", year + "-01-01", year + "-09-30", value);
  }

  /** A figure of any span of days. */
  Observed span(
      String area,
      String metric,
      String kind,
      String timePeriod,
      String start,
      String end,
      String value) {
    return at(
        area,
        metric,
        new Period(kind, LocalDate.parse(start), LocalDate.parse(end), timePeriod, "_O"),
        value);
  }

  /** A figure of any period. */
  Observed at(String area, String metric, Period period, String value) {
    return add("d", area, metric, "all", period, value, "exact");
  }

  /** A figure without a period, as one document prints it. */
  public Observed undated(String doc, String area, String metric, String value, String qualifier) {
    return add(doc, area, metric, "all", NOT_STATED, value, qualifier);
  }

  /** A figure of a year for one breakdown. */
  Observed scoped(String area, String metric, String scope, int year, String value) {
    return add("d", area, metric, scope, ValueBuilder.year(year), value, "exact");
  }

  /** A figure of a year that names a region split before, with the shares of two successors. */
  Observed split(
      String area,
      String metric,
      int year,
      String value,
      String first,
      double share,
      String second,
      double rest) {
    List<RegionReading.Share> shares =
        List.of(
            new RegionReading.Share(first, first, share),
            new RegionReading.Share(second, second, rest));
    return add("d", region(area, shares), metric, "all", ValueBuilder.year(year), value, "exact");
  }

  private Observed add(
      String doc,
      String area,
      String metric,
      String scope,
      Period period,
      String value,
      String qualifier) {
    return add(doc, region(area, List.of()), metric, scope, period, value, qualifier);
  }

  private static RegionReading region(String area, List<RegionReading.Share> shares) {
    String match = shares.isEmpty() ? "same" : "split";
    return new RegionReading(area, area, match, null, shares, area, "region", Set.of(), Set.of());
  }

  private Observed add(
      String doc,
      RegionReading region,
      String metric,
      String scope,
      Period period,
      String value,
      String qualifier) {
    long id = observations.size() + 1L;
    observations.add(
        new Observation(
            "test",
            doc,
            "o" + id,
            id,
            region,
            metric,
            scope,
            period,
            new BigDecimal(value),
            "?",
            value,
            "",
            null,
            new BigDecimal("0.5"),
            qualifier,
            null,
            null,
            null,
            null));
    return this;
  }

  /** In the order in which they were added. */
  List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** A region table of regions given as child, parent; they are all there are. */
  public static String regions(String... childAndParent) {
    StringBuilder table =
        new StringBuilder("code,name,level,parent,valid_from,valid_to,successors\n");
    for (int i = 0; i < childAndParent.length; i += 2) {
      String code = childAndParent[i];
      table.append("%s,%s,region,%s,,,\n".formatted(code, code, childAndParent[i + 1]));
    }
    return table.toString();
  }
}

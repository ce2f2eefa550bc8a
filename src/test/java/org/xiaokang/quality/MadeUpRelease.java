package org.xiaokang.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/** Values and observations of two releases, made up from a seed: ties, zeros, outliers, gaps. */
final class MadeUpRelease {
  private static final List<String> SCOPES = List.of("all", "性别=女", "\uD840\uDC00");
  private static final List<String> METRICS = List.of("m", "n", "o", "p");
  private static final int REGIONS = 26;

  private final Random random;
  private long nextId = 1;

  MadeUpRelease(long seed) {
    random = new Random(seed);
  }

  /** Makes both releases up. */
  void fill(GateTrial.Figures now, GateTrial.Figures before) {
    for (IndicatorValue value : values()) {
      now.values.add(value);
      if (random.nextInt(10) > 0) {
        before.values.add(random.nextInt(4) > 0 ? value : with(value, number(value)));
      }
    }
    now.values.removeIf(value -> random.nextInt(12) == 0);
    observations(now, 20);
    observations(before, REGIONS);
  }

  private List<IndicatorValue> values() {
    List<IndicatorValue> values = new ArrayList<>();
    for (int region = 0; region < REGIONS; region++) {
      String area = "R" + region;
      String parent = region % 9 == 0 ? null : "P" + region % 2;
      for (String indicator : List.of("level", "share", "other")) {
        for (String scope : SCOPES.subList(0, 1 + random.nextInt(SCOPES.size()))) {
          Origin usual = random.nextInt(4) == 0 ? Origin.AGGREGATED : Origin.REPORTED;
          for (Period period : periods()) {
            Origin origin = random.nextInt(20) == 0 ? Origin.REPORTED : usual;
            String refArea = random.nextInt(6) == 0 ? area + "old" : area;
            values.add(
                GateTrial.value(
                    refArea, area, parent, indicator, scope, origin, period, ids(), null));
          }
        }
      }
    }
    return values.stream().map(value -> with(value, number(value))).toList();
  }

  /** Ten years with gaps, their nine months, two days, an open range, two unknown ones. */
  private List<Period> periods() {
    List<Period> periods = new ArrayList<>();
    for (int year = 2009; year < 2019; year++) {
      if (random.nextInt(8) > 0) {
        periods.add(GateTrial.year("" + year, year, "12-31"));
      }
      if (random.nextInt(3) == 0) {
        periods.add(GateTrial.yearToDate(year + "-01-01/P9M", year, "09-30"));
      }
    }
    LocalDate day = LocalDate.of(2017, 6, 30);
    periods.add(new Period("point", day, day, day.toString(), "D"));
    periods.add(new Period("cumulative", null, day, "../" + day, "_O"));
    periods.add(GateTrial.NOT_STATED);
    periods.add(GateTrial.NOT_STATED);
    return periods;
  }

  /** Two observations and what is made of several. */
  private List<@Nullable Long> ids() {
    long first = nextId;
    nextId += 2;
    return Arrays.asList(first, null, first + 1);
  }

  private @Nullable Double number(IndicatorValue value) {
    boolean isFlat = value.seriesArea().matches(".*[357]");
    boolean isOfFlatPeers = "2014".equals(value.period().timePeriod()) && !isFlat;
    double flat = value.scope().equals("all") ? 10 : 0;
    return switch (random.nextInt(30)) {
      case 0 -> null;
      case 1 -> 1000 * random.nextGaussian();
      case 2 -> -0.0;
      default -> isOfFlatPeers ? Double.valueOf(12.5) : isFlat ? flat : ordinary();
    };
  }

  private double ordinary() {
    return random.nextBoolean()
        ? 50 + 10 * random.nextGaussian()
        : 0.1 * random.nextInt(12) * random.nextInt(60);
  }

  private static IndicatorValue with(IndicatorValue of, @Nullable Double value) {
    return GateTrial.value(
        of.refArea(),
        of.seriesArea(),
        of.parentArea(),
        of.indicator(),
        of.scope(),
        of.origin(),
        of.period(),
        of.inputs().stream().map(IndicatorValue.InputFigure::observationId).toList(),
        value);
  }

  private void observations(GateTrial.Figures figures, int regions) {
    for (int i = 0; i < 400; i++) {
      int year = 2005 + random.nextInt(25);
      String end = random.nextInt(9) == 0 ? null : year + "-10-31";
      String published = random.nextInt(3) == 0 ? (year + 1) + "-03-01" : null;
      figures.observations.add(
          GateTrial.observation(
              "R" + random.nextInt(regions),
              METRICS.get(random.nextInt(METRICS.size())),
              end,
              published,
              random.nextInt(3) > 0));
    }
  }
}

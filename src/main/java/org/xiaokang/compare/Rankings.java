package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.Scopes;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.PlaceRange;
import org.xiaokang.compare.measure.Ranks;

/**
 * The places of regions, among all of their level and within each group. A region without a value
 * has no place and is not counted.
 */
record Rankings(Measure.Ranking measure) implements Comparer<RankingRow> {
  @Override
  public Iterator<RankingRow> compare(Subject subject) {
    return RowIterators.each(
        ranked(subject),
        series -> {
          Map<String, Before> byLevel = new HashMap<>();
          return RowIterators.each(
              series.sections(),
              own -> {
                List<CrossSection> further = further(subject, series, own);
                CrossSection section = own.joined(further);
                Map<String, Integer> all = byCode(subject, section);
                return RowIterators.each(
                    subject.levels(section),
                    level -> {
                      Before before = byLevel.computeIfAbsent(level.level(), its -> new Before());
                      before.turn(section.period());
                      ValueRanges ranges =
                          ValueRanges.of(level.section(), further).rounded(measure.decimals());
                      return RowIterators.each(
                          subject.groups(level.section()),
                          group ->
                              rows(subject, series, section, level, group, ranges, before, all));
                    });
              });
        });
  }

  /** The series that are ranked: not those that only bound others. */
  private List<Series> ranked(Subject subject) {
    String bounds = measure.boundsIn();
    return subject.series().stream()
        .filter(s -> bounds == null || !Scopes.with(s.scope(), bounds).equals(s.scope()))
        .toList();
  }

  /** What further bounds there are of the values of a section. */
  private List<CrossSection> further(Subject subject, Series series, CrossSection section) {
    String bounds = measure.boundsIn();
    return bounds == null
        ? List.of()
        : subject.data().series(series.indicator()).stream()
            .filter(s -> s.scope().equals(Scopes.with(series.scope(), bounds)))
            .filter(s -> s.kind().equals(series.kind()))
            .flatMap(s -> s.at(section.period().end()).stream())
            .toList();
  }

  /** Where the values of a period stand by the region, for those that are held to their parent. */
  private static Map<String, Integer> byCode(Subject subject, CrossSection section) {
    Map<String, Integer> values = new HashMap<>();
    if (subject.comparison().within().stream()
        .anyMatch(grouping -> grouping.kind() == Grouping.Kind.PARENT)) {
      for (int i = 0; i < section.size(); i++) {
        values.put(section.ref(i), i);
      }
    }
    return values;
  }

  /** The places of the period of a level before, by group and region. */
  private static final class Before {
    private Map<String, Map<Integer, Integer>> places = new HashMap<>();
    private Map<String, Map<Integer, Integer>> now = new HashMap<>();
    private @Nullable ComparedPeriod period;
    private @Nullable ComparedPeriod current;

    void turn(ComparedPeriod next) {
      places = now;
      now = new HashMap<>();
      period = current;
      current = next;
    }

    void note(String key, int area, int place) {
      now.computeIfAbsent(key, k -> new HashMap<>()).put(area, place);
    }

    RankingRow.@Nullable Previous place(String key, int area) {
      Map<Integer, Integer> its = places.get(key);
      Integer place = its == null ? null : its.get(area);
      return place == null || period == null
          ? null
          : new RankingRow.Previous(period.timePeriod(), place);
    }
  }

  /** What a group is known by from period to period: a region whatever its code of the day is. */
  private static String key(Subject subject, RegionGroup group, LocalDate day) {
    String name = group.group();
    if (name == null) {
      return group.grouping();
    }
    boolean isOfRegions =
        subject.comparison().within().stream()
            .filter(grouping -> grouping.name().equals(group.grouping()))
            .anyMatch(grouping -> grouping.kind() != Grouping.Kind.ATTRIBUTE);
    String known = isOfRegions ? subject.world().regions().panel(name, day) : name;
    return group.grouping() + "\n" + known;
  }

  private Iterator<RankingRow> rows(
      Subject subject,
      Series series,
      CrossSection everywhere,
      Subject.LevelSection level,
      Subject.Members members,
      ValueRanges allRanges,
      Before before,
      Map<String, Integer> all) {
    CrossSection section = level.section();
    double[] values = members.of(section.values());
    ValueRanges ranges = allRanges.of(members.places());
    boolean lower = subject.fact().isLowerBetter();
    int[] places = Ranks.places(ranges.values(), !lower);
    PlaceRange[] certain = PlaceRange.of(ranges.low(), ranges.high(), !lower);
    double[] percentiles = Ranks.percentiles(ranges.values());
    Measured[] scores = Ranks.robustScores(values);
    double best =
        lower
            ? Arrays.stream(values).min().orElseThrow()
            : Arrays.stream(values).max().orElseThrow();
    RegionGroup group = members.group();
    boolean isOfParent = group.grouping().equals(Grouping.PARENT);
    @Nullable Integer above = isOfParent ? all.get(group.group()) : null;
    Reservations said = new Reservations();
    Arrays.stream(members.places()).forEach(i -> said.add(section.said(i)));
    @Nullable Double parent = null;
    if (above != null) {
      parent = everywhere.value(above);
      said.add(everywhere.said(above));
    }
    @Nullable Double parentValue = parent;
    ComparedSeries compared = subject.compared(series, level.level(), said);
    @Nullable Double target = measure.target();
    String key = key(subject, group, section.period().end());
    return RowIterators.rows(
        values.length,
        i -> {
          int at = members.places()[i];
          int area = section.area(at);
          before.note(key, area, places[i]);
          return new RankingRow(
              compared,
              section.period(),
              group,
              subject.data().region(section, at),
              values[i],
              subject.fact().unit(),
              places[i],
              certain[i],
              section.said(at).bound(),
              values.length,
              percentiles[i],
              scores[i],
              values[i] - best,
              parentValue == null ? null : values[i] - parentValue,
              target == null ? null : values[i] - target,
              before.place(key, area));
        });
  }
}

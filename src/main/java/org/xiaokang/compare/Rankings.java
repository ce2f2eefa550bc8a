package org.xiaokang.compare;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Ranks;

/**
 * The places of regions, among all of their level and within each group. A region without a value
 * has no place and is not counted.
 */
final class Rankings implements Comparer {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Lazily.each(
        subject.series(),
        series -> {
          Map<String, Before> byLevel = new HashMap<>();
          return Lazily.each(
              series.sections(),
              section -> {
                Map<String, Double> all = byCode(subject, section);
                return Lazily.each(
                    subject.levels(section),
                    level -> {
                      Before before = byLevel.computeIfAbsent(level.level(), its -> new Before());
                      before.turn(section.period());
                      return Lazily.each(
                          subject.groups(level.section()),
                          group -> rows(subject, series, level, group, before, all));
                    });
              });
        });
  }

  /** The values of a period by the code of the region, for those that are held to their parent. */
  private static Map<String, Double> byCode(Subject subject, Section section) {
    Map<String, Double> values = new HashMap<>();
    if (subject.comparison().within().stream()
        .anyMatch(grouping -> grouping.kind() == Grouping.Kind.PARENT)) {
      for (int i = 0; i < section.size(); i++) {
        values.put(section.ref(i), section.value(i));
      }
    }
    return values;
  }

  /** The places of the period of a level before, by group and region. */
  private static final class Before {
    private Map<String, Map<Integer, Integer>> places = new HashMap<>();
    private Map<String, Map<Integer, Integer>> now = new HashMap<>();
    private @Nullable Period period;
    private @Nullable Period current;

    void turn(Period next) {
      places = now;
      now = new HashMap<>();
      period = current;
      current = next;
    }

    void note(String key, int area, int place) {
      now.computeIfAbsent(key, k -> new HashMap<>()).put(area, place);
    }

    @Nullable Integer place(String key, int area) {
      Map<Integer, Integer> its = places.get(key);
      return its == null ? null : its.get(area);
    }
  }

  /** What a group is known by from period to period: a region whatever its code of the day is. */
  private static String key(Subject subject, Subject.Group group, LocalDate day) {
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

  private static Iterator<Row> rows(
      Subject subject,
      Series series,
      Subject.Level level,
      Subject.Group group,
      Before before,
      Map<String, Double> all) {
    Section section = level.section();
    double[] values = group.of(section.values());
    boolean lower = subject.fact().isLowerBetter();
    int[] places = Ranks.places(values, !lower);
    double[] percentiles = Ranks.percentiles(values);
    Measured[] scores = Ranks.robustScores(values);
    double best =
        lower
            ? Arrays.stream(values).min().orElseThrow()
            : Arrays.stream(values).max().orElseThrow();
    boolean isOfParent = group.grouping().equals(Grouping.PARENT);
    @Nullable Double parent = isOfParent ? all.get(group.group()) : null;
    @Nullable Double target = ((Measure.Ranking) subject.comparison().measure()).target();
    String key = key(subject, group, section.period().end());
    String beforeName = before.period == null ? null : before.period.name();
    Subject.Head head = subject.head(series, level.level()).period(section.period());
    return Lazily.rows(
        values.length,
        i -> {
          int at = group.places()[i];
          int area = section.area(at);
          Integer was = before.place(key, area);
          before.note(key, area, places[i]);
          return head.row(
              group.grouping(),
              group.group(),
              section.ref(at),
              subject.values().panel(area),
              values[i],
              subject.fact().unit(),
              places[i],
              values.length,
              percentiles[i],
              scores[i].number(),
              scores[i].reason(),
              values[i] - best,
              parent == null ? null : values[i] - parent,
              target == null ? null : values[i] - target,
              was == null ? null : beforeName,
              was,
              was == null ? null : places[i] - was);
        });
  }
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A series of the regions of one level, by region and time. Time goes in even steps, the largest in
 * which all periods of the series have their place; where there is no period all values are missing
 * (NaN). A region is of the level that it has in the last period with a value.
 */
final class Frame {
  private final String level;
  private final List<Section> sections;
  private final int first;
  private final int unit;
  private final int[] areas;
  private final String[] refs;
  private final double[][] values;

  private Frame(String level, List<Section> sections, int[] areas, String[] refs) {
    this.level = level;
    this.sections = sections;
    this.areas = areas;
    this.refs = refs;
    this.first = sections.get(0).period().months();
    this.unit =
        Math.max(
            1,
            sections.stream()
                .mapToInt(section -> section.period().months() - first)
                .reduce(0, Frame::commonDivisor));
    this.values = new double[areas.length][slot(sections.get(sections.size() - 1)) + 1];
    for (double[] row : values) {
      Arrays.fill(row, Double.NaN);
    }
    for (Section section : sections) {
      int slot = slot(section);
      for (int i = 0; i < section.size(); i++) {
        values[Arrays.binarySearch(areas, section.area(i))][slot] = section.value(i);
      }
    }
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  private int slot(Section section) {
    return (section.period().months() - first) / unit;
  }

  /** The rows of each frame of what is compared. */
  static Iterator<Row> each(Subject subject, BiFunction<Series, Frame, Iterator<Row>> rows) {
    return Lazily.each(
        subject.series(),
        series -> Lazily.each(of(subject, series), frame -> rows.apply(series, frame)));
  }

  /** One frame for each level of a series. */
  static List<Frame> of(Subject subject, Series series) {
    List<Section> sections = series.sections();
    Map<Integer, String> refs = new TreeMap<>();
    Map<Integer, String> levels = new TreeMap<>();
    for (Section section : sections) {
      for (int i = 0; i < section.size(); i++) {
        refs.put(section.area(i), section.ref(i));
        levels.put(section.area(i), subject.level(section.ref(i), section.period().end()));
      }
    }
    Map<String, IntStream.Builder> byLevel = new TreeMap<>();
    levels.forEach(
        (area, level) -> {
          if (subject.isCompared(level)) {
            byLevel.computeIfAbsent(level, l -> IntStream.builder()).add(area);
          }
        });
    List<Frame> frames = new ArrayList<>();
    byLevel.forEach(
        (level, its) -> {
          int[] areas = its.build().toArray();
          String[] codes = Arrays.stream(areas).mapToObj(refs::get).toArray(String[]::new);
          frames.add(new Frame(level, ofLevel(sections, areas), areas, codes));
        });
    return frames;
  }

  /** The periods in which some of the regions have a value: only these are the level's own. */
  private static List<Section> ofLevel(List<Section> sections, int[] areas) {
    return sections.stream()
        .map(section -> section.only(i -> Arrays.binarySearch(areas, section.area(i)) >= 0))
        .filter(section -> section.size() > 0)
        .toList();
  }

  String level() {
    return level;
  }

  /** The number of regions. */
  int size() {
    return areas.length;
  }

  /** The number of a region, see {@link Values#panel}. */
  int area(int i) {
    return areas[i];
  }

  /** The code of a region as of its last value. */
  String ref(int i) {
    return refs[i];
  }

  /** By region, and place in time. */
  double[][] values() {
    return values;
  }

  /** The values of all regions at a place in time. */
  double[] at(int slot) {
    return Arrays.stream(values).mapToDouble(row -> row[slot]).toArray();
  }

  /** The places in time, in years. */
  double[] times() {
    return IntStream.range(0, slots()).mapToDouble(slot -> (first + slot * unit) / 12.0).toArray();
  }

  /** How many places in time there are. */
  int slots() {
    return (sections.get(sections.size() - 1).period().months() - first) / unit + 1;
  }

  /** The period at a place in time; null where the series has none. */
  @Nullable Period period(int slot) {
    return sections.stream()
        .map(Section::period)
        .filter(period -> period.months() - first == slot * unit)
        .findFirst()
        .orElse(null);
  }

  /** The values of the first period. */
  Section firstSection() {
    return sections.get(0);
  }

  Period from() {
    return sections.get(0).period();
  }

  Period to() {
    return sections.get(sections.size() - 1).period();
  }
}

package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A series of the regions of one level, by region and time. Time goes in even steps, the largest in
 * which all periods of the series have their place; where there is no period all values are missing
 * (NaN). A region is of the level that it has in the last period with a value.
 */
final class PanelMatrix {
  private final String level;
  private final List<CrossSection> sections;
  private final int first;
  private final int unit;
  private final int[] areas;
  private final String[] refs;
  private final double[][] values;

  private PanelMatrix(String level, List<CrossSection> sections, int[] areas, String[] refs) {
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
                .reduce(0, PanelMatrix::commonDivisor));
    this.values = new double[areas.length][slot(sections.get(sections.size() - 1)) + 1];
    for (double[] row : values) {
      Arrays.fill(row, Double.NaN);
    }
    for (CrossSection section : sections) {
      int slot = slot(section);
      for (int i = 0; i < section.size(); i++) {
        values[Arrays.binarySearch(areas, section.area(i))][slot] = section.value(i);
      }
    }
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }

  private int slot(CrossSection section) {
    return (section.period().months() - first) / unit;
  }

  /** The rows of each matrix of what is compared. */
  static <R> Iterator<R> each(Subject subject, BiFunction<Series, PanelMatrix, Iterator<R>> rows) {
    return RowIterators.each(
        subject.series(),
        series -> RowIterators.each(of(subject, series), matrix -> rows.apply(series, matrix)));
  }

  /** One matrix for each level of a series. */
  static List<PanelMatrix> of(Subject subject, Series series) {
    List<CrossSection> sections = series.sections();
    Map<Integer, String> refs = new TreeMap<>();
    Map<Integer, String> levels = new TreeMap<>();
    for (CrossSection section : sections) {
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
    List<PanelMatrix> matrices = new ArrayList<>();
    byLevel.forEach(
        (level, its) -> {
          int[] areas = its.build().toArray();
          String[] codes = Arrays.stream(areas).mapToObj(refs::get).toArray(String[]::new);
          matrices.add(new PanelMatrix(level, ofLevel(sections, areas), areas, codes));
        });
    return matrices;
  }

  /** The periods in which some of the regions have a value: only these are the level's own. */
  private static List<CrossSection> ofLevel(List<CrossSection> sections, int[] areas) {
    return sections.stream()
        .map(section -> section.only(i -> Arrays.binarySearch(areas, section.area(i)) >= 0))
        .filter(section -> section.size() > 0)
        .toList();
  }

  /** What must be said with the values. */
  Reservations said() {
    Reservations said = new Reservations();
    sections.forEach(section -> section.tell(said));
    return said;
  }

  String level() {
    return level;
  }

  /** The number of regions. */
  int size() {
    return areas.length;
  }

  /** The number of a region, see {@link PanelData#seriesArea}. */
  int area(int i) {
    return areas[i];
  }

  /** The code of a region as of its last value. */
  String ref(int i) {
    return refs[i];
  }

  /** A region by its code as of its last value, and that of its series. */
  ComparedRegion region(PanelData data, int i) {
    return new ComparedRegion(refs[i], data.seriesArea(areas[i]));
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
  @Nullable ComparedPeriod period(int slot) {
    return sections.stream()
        .map(CrossSection::period)
        .filter(period -> period.months() - first == slot * unit)
        .findFirst()
        .orElse(null);
  }

  /** The values of the first period. */
  CrossSection firstSection() {
    return sections.get(0);
  }

  /** The first period and the last. */
  PeriodSpan span() {
    return PeriodSpan.between(sections.get(0).period(), to());
  }

  /** The last period. */
  ComparedPeriod to() {
    return sections.get(sections.size() - 1).period();
  }
}

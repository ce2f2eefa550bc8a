package org.xiaokang.assess;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.xiaokang.assess.AssessmentRow.Counts;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.RuleSet;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * How many regions below a region there are verdicts of.
 *
 * @param counts by the region above, the rule, the criterion and the year
 */
public record AssessmentTally(Map<Key, Counts> counts) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is counted. */
  public static final AssessmentTally NONE = new AssessmentTally(Map.of());

  /** Keeps a copy. */
  public AssessmentTally {
    counts = Map.copyOf(counts);
  }

  /** What is counted together. */
  public record Key(String refArea, String rule, String criterion, int year)
      implements Serializable, Comparable<Key> {
    private static final long serialVersionUID = 1L;

    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Counts verdicts for all regions above those that they are of. */
  public static AssessmentTally of(Collection<AssessmentRow> rows, Catalogue catalogue) {
    RegionTraits traits = new RegionTraits(catalogue.regions());
    Map<Key, Counts> counts = new HashMap<>();
    for (AssessmentRow row : rows) {
      Counts one = Counts.of(Objects.requireNonNull(row.verdict()));
      for (String above : traits.above(row.refArea(), LocalDate.of(row.year(), 12, 31))) {
        Key key = new Key(above, row.rule(), row.criterion(), row.year());
        counts.merge(key, one, Counts::plus);
      }
    }
    return new AssessmentTally(counts);
  }

  /** Both together. */
  public AssessmentTally plus(AssessmentTally other) {
    Map<Key, Counts> both = new HashMap<>(counts);
    other.counts.forEach((key, its) -> both.merge(key, its, Counts::plus));
    return new AssessmentTally(both);
  }

  /** A row for each of the regions above. */
  public List<AssessmentRow> rows(Catalogue catalogue) {
    List<AssessmentRow> rows = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach(
            (key, its) -> {
              RuleSet rule = catalogue.assessments().rules().get(key.rule());
              LocalDate day = LocalDate.of(key.year(), 12, 31);
              OptionalInt expected =
                  expected(
                      catalogue.regions(),
                      key.refArea(),
                      Set.copyOf(Objects.requireNonNull(rule).levels()),
                      day,
                      new HashSet<>());
              rows.add(row(key, its, expected, catalogue.regions().panel(key.refArea(), day)));
            });
    return rows;
  }

  private static AssessmentRow row(Key key, Counts counts, OptionalInt expected, String series) {
    return new AssessmentRow(
        key.refArea(),
        series,
        key.rule(),
        key.criterion(),
        key.year(),
        Origin.AGGREGATED,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "A",
        null,
        counts,
        expected.isPresent() ? expected.getAsInt() : null,
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * How many regions of some levels there are below a region: those that are listed, and those that
   * are not as far as the number of a region's children is stated and those that are listed are of
   * these levels.
   */
  private static OptionalInt expected(
      Regions regions, String code, Set<String> levels, LocalDate day, Set<String> seen) {
    OptionalInt stated = regions.expectedChildren(code, day);
    if (stated.isEmpty() || !seen.add(code)) {
      return OptionalInt.empty();
    }
    RegionTraits traits = new RegionTraits(regions);
    List<String> listed = regions.children(code, day);
    int count = 0;
    boolean alike = !listed.isEmpty();
    for (String child : listed) {
      if (levels.contains(traits.level(child, day))) {
        count++;
        continue;
      }
      alike = false;
      OptionalInt below = expected(regions, child, levels, day, seen);
      if (below.isEmpty()) {
        return OptionalInt.empty();
      }
      count += below.getAsInt();
    }
    if (stated.getAsInt() > listed.size()) {
      return alike ? stated : OptionalInt.empty();
    }
    return OptionalInt.of(count);
  }
}

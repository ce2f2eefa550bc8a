package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.xiaokang.catalogue.Measure;

/** What a change between two periods is made of. */
record Decompositions(Measure.Decomposition measure) implements Comparer<DecompositionRow> {
  @Override
  public Iterator<DecompositionRow> compare(Subject subject) {
    String indicator = measure.total() == null ? subject.indicator() : measure.total();
    return RowIterators.each(
        subject.series(indicator),
        series -> {
          Map<String, List<CrossSection>> byLevel = new HashMap<>();
          return RowIterators.each(
              series.sections(),
              section ->
                  RowIterators.each(
                      subject.levels(section),
                      level -> {
                        List<CrossSection> its =
                            byLevel.computeIfAbsent(level.level(), l -> new ArrayList<>());
                        its.add(section);
                        int before = its.size() - 1 - measure.step();
                        return before < 0
                            ? Collections.emptyIterator()
                            : rows(new TwoPeriods(subject, series, its.get(before), level));
                      }));
        });
  }

  private Iterator<DecompositionRow> rows(TwoPeriods periods) {
    Subject subject = periods.subject();
    return switch (measure.of()) {
      case PARTS -> new ChangeByPart(periods, subject.comparison().indicators()).rows();
      case REGIONS ->
          RowIterators.each(
              subject.groups(periods.later()),
              group -> new ChangeOfGroup(periods, group).byRegion().iterator());
      case POVERTY -> {
        double line = Objects.requireNonNull(measure.line());
        yield RowIterators.each(
            subject.groups(periods.later()),
            group -> new ChangeOfGroup(periods, group).ofPoverty(line).iterator());
      }
    };
  }
}

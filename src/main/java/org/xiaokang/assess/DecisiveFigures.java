package org.xiaokang.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.xiaokang.catalogue.Criterion;

/** Names the figures whose knowledge would decide a criterion that is not decidable. */
final class DecisiveFigures {
  /** Stands for a value far above all others, where there is no upper end. */
  private static final Fraction FAR = Fraction.of(1_000_000_000_000_000L);

  private DecisiveFigures() {}

  /**
   * Metrics, each of which would decide by itself, or several that are needed together, joined by
   * plus; none where a criterion is decided, or has no threshold.
   */
  static List<String> of(CriterionCase criterion) {
    if (criterion.threshold() == null || criterion.verdict() != AssessmentVerdict.NOT_DECIDABLE) {
      return List.of();
    }
    LinkedHashSet<String> names = new LinkedHashSet<>();
    if (!criterion.isComplete()) {
      for (Criterion.Subject subject : criterion.criterion().subjects()) {
        if (subject instanceof Criterion.Computed computed && computed.isReported()) {
          names.add(computed.inputs().get(0).metric());
        }
      }
    }
    List<Fact> uncertain =
        criterion.facts().stream().filter(fact -> !fact.interval().isPoint()).toList();
    boolean alone = false;
    for (Fact fact : uncertain) {
      if (decides(criterion, fact)) {
        names.add(fact.metric());
        alone = true;
      }
    }
    if (!alone && !uncertain.isEmpty()) {
      names.add(
          uncertain.stream()
              .map(Fact::metric)
              .distinct()
              .sorted()
              .collect(Collectors.joining(" + ")));
    }
    return List.copyOf(names);
  }

  /** Whether the criterion is decided wherever in its interval the figure is found to be. */
  private static boolean decides(CriterionCase criterion, Fact fact) {
    Interval range = fact.interval();
    List<Fraction> probes = new ArrayList<>();
    Fraction low = range.low() == null ? FAR.negated() : range.low();
    Fraction high = range.high() == null ? FAR : range.high();
    probes.add(low);
    probes.add(high);
    return probes.stream()
        .map(at -> criterion.value(Map.of(fact.variable(), Interval.point(at))))
        .map(criterion::verdict)
        .noneMatch(AssessmentVerdict.NOT_DECIDABLE::equals);
  }
}

package org.xiaokang.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds criteria that no region can meet, whatever its figures. */
final class ImpossibleCriteria {
  private ImpossibleCriteria() {}

  static void check(
      RuleSet rule,
      Definition entry,
      Map<String, Metric> metrics,
      Map<String, Indicator> indicators) {
    for (Criterion criterion : rule.criteria()) {
      for (Criterion.Threshold threshold : criterion.thresholds()) {
        if (isBelowZero(criterion, threshold) && cannotBeNegative(criterion, metrics)) {
          entry.problem(
              "criteria",
              "criterion '%s' wants %s %s, and its figures are never below 0: nothing can meet it"
                  .formatted(criterion.id(), criterion.comparing().words(), threshold.value()));
        }
      }
    }
    if (rule.atLeast() < rule.criteria().size()) {
      return; // one that excludes another may be left unmet
    }
    List<Criterion> all = rule.criteria();
    for (int i = 0; i < all.size(); i++) {
      for (Criterion other : all.subList(i + 1, all.size())) {
        if (isOfTheSame(all.get(i), other) && excludeEachOther(all.get(i), other)) {
          entry.problem(
              "criteria",
              "criteria '%s' and '%s' are of the same figure and exclude each other: nothing can meet both"
                  .formatted(all.get(i).id(), other.id()));
        }
      }
    }
  }

  private static boolean isBelowZero(Criterion criterion, Criterion.Threshold threshold) {
    int sign = threshold.value().signum();
    return switch (criterion.comparing()) {
      case BELOW -> sign <= 0;
      case AT_MOST -> sign < 0;
      case ABOVE, AT_LEAST -> false;
    };
  }

  private static boolean cannotBeNegative(Criterion criterion, Map<String, Metric> metrics) {
    return !criterion.subjects().isEmpty()
        && criterion.subjects().stream()
            .allMatch(
                subject ->
                    subject instanceof Criterion.Computed computed
                        && Sign.of(computed.value()) == Sign.POSITIVE
                        && computed.inputs().stream()
                            .map(input -> metrics.get(input.metric()))
                            .filter(Objects::nonNull)
                            .allMatch(metric -> metric.kind() != Metric.Kind.GROWTH_RATE));
  }

  private static boolean isOfTheSame(Criterion one, Criterion other) {
    return one.subjects().equals(other.subjects());
  }

  /** Whether for each two thresholds that one region may have nothing is between them. */
  private static boolean excludeEachOther(Criterion one, Criterion other) {
    boolean together = false;
    for (Criterion.Threshold mine : one.thresholds()) {
      for (Criterion.Threshold its : other.thresholds()) {
        if (mine.where().equals(its.where())) {
          together = true;
          if (!isEmpty(one.comparing(), mine.value(), other.comparing(), its.value())) {
            return false;
          }
        }
      }
    }
    return together;
  }

  private static boolean isEmpty(
      Criterion.Comparing a, BigDecimal atA, Criterion.Comparing b, BigDecimal atB) {
    if (upper(a) == upper(b)) {
      return false;
    }
    BigDecimal high = upper(a) ? atA : atB;
    BigDecimal low = upper(a) ? atB : atA;
    boolean closed = isClosed(a) && isClosed(b);
    return closed ? low.compareTo(high) > 0 : low.compareTo(high) >= 0;
  }

  private static boolean upper(Criterion.Comparing comparing) {
    return comparing == Criterion.Comparing.BELOW || comparing == Criterion.Comparing.AT_MOST;
  }

  private static boolean isClosed(Criterion.Comparing comparing) {
    return comparing == Criterion.Comparing.AT_MOST || comparing == Criterion.Comparing.AT_LEAST;
  }
}

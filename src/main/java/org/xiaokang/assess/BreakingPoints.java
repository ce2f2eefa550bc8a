package org.xiaokang.assess;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.StoredDecimal;

/**
 * Finds for each figure of a case the smallest correction, in steps of its last printed place, with
 * which the verdict is another. Where the formulas of the criteria are linear in the figure once
 * they are solved for the threshold, the steps beside each solution are all that need be looked at:
 * the others are bounded by the corners of what else is uncertain.
 */
final class BreakingPoints {
  /** Beyond so many uncertain figures corners are too many. */
  private static final int MOST_UNCERTAIN = 6;

  private static final int DOUBLINGS = 70;

  /** The correction that changes its figure least, zero figures last. */
  private static final Comparator<BreakingPoint> SMALLEST =
      Comparator.comparing(
              (BreakingPoint point) -> point.share() == null ? Double.MAX_VALUE : point.share())
          .thenComparing(BreakingPoint::metric)
          .thenComparing(BreakingPoint::observationId);

  private final RuleCase assessed;
  private final AssessmentVerdict now;
  private final List<AssessmentVerdict> criteria;

  private BreakingPoints(RuleCase assessed) {
    this.assessed = assessed;
    this.criteria = assessed.criteria().stream().map(CriterionCase::verdict).toList();
    this.now = assessed.verdict(criteria);
  }

  /** One of each figure that can turn the verdict alone, the smallest first. */
  static List<BreakingPoint> of(RuleCase assessed) {
    BreakingPoints points = new BreakingPoints(assessed);
    Map<Long, Fact> figures = new LinkedHashMap<>();
    for (CriterionCase criterion : assessed.criteria()) {
      for (Fact fact : criterion.facts()) {
        if (fact.figure() != null) {
          figures.putIfAbsent(fact.figure().observationId(), fact);
        }
      }
    }
    List<BreakingPoint> found = new ArrayList<>();
    figures.forEach((id, fact) -> points.of(id, fact).ifPresent(found::add));
    found.sort(SMALLEST);
    return found;
  }

  private Optional<BreakingPoint> of(long id, Fact fact) {
    PrintedFigure figure = fact.printed();
    Fraction step = figure == null ? null : figure.step();
    if (figure == null || step == null) {
      return Optional.empty();
    }
    Optional<Set<BigInteger>> candidates = candidates(id, figure, step);
    BigInteger found = null;
    for (int side : new int[] {1, -1}) {
      BigInteger there =
          candidates
              .map(all -> first(id, figure, all, side))
              .orElseGet(() -> bisected(id, figure, side));
      if (there != null && (found == null || there.abs().compareTo(found.abs()) < 0)) {
        found = there;
      }
    }
    if (found == null) {
      return Optional.empty();
    }
    PrintedFigure corrected = figure.corrected(found);
    return Optional.of(
        new BreakingPoint(
            fact.variable(),
            fact.metric(),
            id,
            decimal(figure.value()),
            decimal(corrected.value()),
            decimal(step),
            figure.value().signum() == 0
                ? null
                : (Double)
                    corrected.value().minus(figure.value()).over(figure.value()).abs().toDouble(),
            verdict(id, corrected),
            candidates.isPresent() ? BreakingPoint.Method.EXACT : BreakingPoint.Method.BISECTION));
  }

  private static BigDecimal decimal(Fraction value) {
    BigDecimal decimal = value.toDecimal(StoredDecimal.DECIMALS).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  private boolean turns(long id, PrintedFigure figure, BigInteger steps) {
    return verdict(id, figure.corrected(steps)) != now;
  }

  /** The verdict where a figure is corrected; criteria without it stay as they are. */
  private AssessmentVerdict verdict(long id, PrintedFigure corrected) {
    List<AssessmentVerdict> verdicts = new ArrayList<>(criteria);
    for (int i = 0; i < verdicts.size(); i++) {
      CriterionCase criterion = assessed.criteria().get(i);
      if (criterion.facts().stream().anyMatch(fact -> fact.isOf(id))) {
        verdicts.set(i, criterion.verdict(id, corrected));
      }
    }
    return assessed.verdict(verdicts);
  }

  private static boolean isPossible(PrintedFigure figure, BigInteger steps) {
    return figure.domain().contains(figure.corrected(steps).value());
  }

  /** The candidate nearest to none on one side that turns the verdict; null where none does. */
  private @Nullable BigInteger first(
      long id, PrintedFigure figure, Set<BigInteger> candidates, int side) {
    List<BigInteger> ordered = new ArrayList<>(candidates);
    ordered.removeIf(steps -> steps.signum() != side || !isPossible(figure, steps));
    ordered.sort(Comparator.comparing(BigInteger::abs));
    for (BigInteger steps : ordered) {
      if (turns(id, figure, steps)) {
        return steps;
      }
    }
    return null;
  }

  /** The whole steps around each solution; empty where a criterion cannot be solved. */
  private Optional<Set<BigInteger>> candidates(long id, PrintedFigure figure, Fraction step) {
    TreeSet<BigInteger> all = new TreeSet<>();
    all.add(BigInteger.ONE);
    all.add(BigInteger.ONE.negate());
    Set<Fraction> ends = ends(figure, step);
    for (CriterionCase criterion : assessed.criteria()) {
      Optional<List<Fraction>> solutions = solutions(criterion, id);
      if (solutions.isEmpty()) {
        return Optional.empty();
      }
      for (Fraction solution : solutions.get()) {
        for (Fraction end : ends) {
          BigInteger near = solution.minus(end).minus(figure.value()).over(step).floor();
          for (int beside = -1; beside <= 1; beside++) {
            all.add(near.add(BigInteger.valueOf(beside)));
          }
        }
      }
    }
    // Where the figure may lie ends, what is known of it may change.
    Fraction least = figure.domain().low();
    if (least != null) {
      BigInteger last = figure.value().minus(least).over(step).floor().negate();
      all.add(last);
      all.add(last.add(BigInteger.ONE));
    }
    return Optional.of(all);
  }

  /** How far from the figure what is known of it may end. */
  private static Set<Fraction> ends(PrintedFigure figure, Fraction step) {
    Fraction half = step.over(Fraction.of(2));
    return switch (figure.qualifier()) {
      case "at_least", "at_most", "above", "below" -> Set.of(Fraction.ZERO);
      case "approx" -> Set.of(figure.width(), figure.width().negated());
      case "nearly" -> Set.of(Fraction.ZERO, half, figure.width().negated());
      default -> figure.counted() ? Set.of(Fraction.ZERO) : Set.of(half, half.negated());
    };
  }

  /** Where a criterion's value is its threshold, at each corner of the other figures. */
  private static Optional<List<Fraction>> solutions(CriterionCase criterion, long id) {
    Fraction threshold = criterion.threshold();
    List<String> names = new ArrayList<>();
    List<Fact> others = new ArrayList<>();
    for (Fact fact : criterion.facts()) {
      if (fact.isOf(id)) {
        names.add(fact.variable());
      } else {
        others.add(fact);
      }
    }
    if (names.isEmpty() || threshold == null) {
      return Optional.of(List.of());
    }
    long uncertain = others.stream().filter(fact -> !fact.interval().isPoint()).count();
    if (uncertain > MOST_UNCERTAIN) {
      return Optional.empty();
    }
    List<Fraction> all = new ArrayList<>();
    for (Map<String, Fraction> corner : corners(others)) {
      Optional<List<Fraction>> solved =
          OneFigure.solve(criterion.formula(), names, corner, threshold);
      if (solved.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(solved.get());
    }
    return Optional.of(all);
  }

  private static List<Map<String, Fraction>> corners(List<Fact> facts) {
    List<Map<String, Fraction>> corners = List.of(Map.of());
    for (Fact fact : facts) {
      TreeSet<Fraction> ends = new TreeSet<>();
      Optional.ofNullable(fact.interval().low()).ifPresent(ends::add);
      Optional.ofNullable(fact.interval().high()).ifPresent(ends::add);
      if (ends.isEmpty()) {
        ends.add(Fraction.ZERO);
      }
      List<Map<String, Fraction>> more = new ArrayList<>();
      for (Map<String, Fraction> corner : corners) {
        for (Fraction end : ends) {
          Map<String, Fraction> with = new HashMap<>(corner);
          with.put(fact.variable(), end);
          more.add(with);
        }
      }
      corners = more;
    }
    return corners;
  }

  private @Nullable BigInteger bisected(long id, PrintedFigure figure, int side) {
    BigInteger before = BigInteger.ZERO;
    BigInteger at = BigInteger.valueOf(side);
    for (int i = 0; i < DOUBLINGS && isPossible(figure, at); i++) {
      if (turns(id, figure, at)) {
        return between(id, figure, before, at);
      }
      before = at;
      at = at.shiftLeft(1);
    }
    Fraction least = figure.domain().low();
    Fraction step = figure.step();
    if (side < 0 && least != null && step != null) {
      BigInteger last = figure.value().minus(least).over(step).floor().negate();
      if (last.compareTo(before) < 0 && turns(id, figure, last)) {
        return between(id, figure, before, last);
      }
    }
    return null;
  }

  /**
   * Of two corrections, of which only the second turns the verdict, the first between that does.
   */
  private BigInteger between(long id, PrintedFigure figure, BigInteger not, BigInteger turning) {
    BigInteger low = not;
    BigInteger high = turning;
    while (high.subtract(low).abs().compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = low.add(high).divide(BigInteger.TWO);
      if (turns(id, figure, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}

package org.xiaokang.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Criterion;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.RuleSet;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/** Assesses one region after the other by all declared rules. */
public final class Assessor {
  private final Catalogue catalogue;
  private final RegionTraits traits;
  private final Set<String> metrics = new HashSet<>();

  /** By the rules of a catalogue. */
  public Assessor(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.traits = new RegionTraits(catalogue.regions());
    for (RuleSet rule : catalogue.assessments().rules().values()) {
      for (Input input : inputs(rule)) {
        metrics.add(input.metric());
      }
    }
  }

  private static List<Input> inputs(RuleSet rule) {
    List<Input> inputs = new ArrayList<>();
    for (Criterion criterion : rule.criteria()) {
      for (Criterion.Subject subject : criterion.subjects()) {
        if (subject instanceof Criterion.Computed computed) {
          inputs.addAll(computed.inputs());
        }
      }
    }
    return inputs;
  }

  /** Whether a rule looks at figures of the metric. */
  public boolean reads(String metric) {
    return metrics.contains(metric);
  }

  /**
   * What the rules say of one region, year by year. A year is assessed where at least one criterion
   * has a whole value, or is decided all the same.
   *
   * @param figures the region's preferred figures that may be shown
   * @param values its values of indicators
   */
  public List<AssessmentRow> rows(
      Collection<Observation> figures, Collection<IndicatorValue> values) {
    Map<String, RuleSet> rules = catalogue.assessments().rules();
    if (rules.isEmpty()) {
      return List.of();
    }
    CriterionCases cases = new CriterionCases(catalogue, figures, values);
    List<AssessmentRow> rows = new ArrayList<>();
    for (RuleSet rule : rules.values()) {
      years(rule, cases).forEach((year, area) -> assess(rule, year, area, cases, rows));
    }
    return rows;
  }

  /** A region as of a year. */
  private record Area(String refArea, String seriesArea) {}

  /** The years of which there are figures, and the region's code in each. */
  private static Map<Integer, Area> years(RuleSet rule, CriterionCases cases) {
    Map<Integer, Area> years = new TreeMap<>();
    for (Criterion criterion : rule.criteria()) {
      for (Criterion.Subject subject : criterion.subjects()) {
        if (subject instanceof Criterion.OfIndicator of) {
          for (IndicatorValue value : cases.values(of.indicator())) {
            add(years, rule, value.period(), value.refArea(), value.seriesArea());
          }
        } else if (subject instanceof Criterion.Computed computed) {
          for (Input input : computed.inputs()) {
            for (Observation figure : cases.figures(input.metric())) {
              if (input.at().isSame()) {
                String area = figure.region().refArea();
                add(years, rule, figure.period(), area, figure.region().seriesArea());
              }
            }
          }
        }
      }
    }
    return years;
  }

  private static void add(
      Map<Integer, Area> years, RuleSet rule, Period period, String refArea, String seriesArea) {
    LocalDate end = period.end();
    if (end != null && rule.years().contains(end.getYear())) {
      years.merge(
          end.getYear(),
          new Area(refArea, seriesArea),
          (one, other) -> one.refArea().compareTo(other.refArea()) <= 0 ? one : other);
    }
  }

  private void assess(
      RuleSet rule, int year, Area area, CriterionCases cases, List<AssessmentRow> rows) {
    LocalDate day = LocalDate.of(year, 12, 31);
    if (!rule.levels().contains(traits.level(area.refArea(), day))) {
      return;
    }
    List<CriterionCase> criteria = new ArrayList<>();
    for (Criterion criterion : rule.criteria()) {
      Fraction threshold =
          traits
              .threshold(criterion, area.refArea(), day)
              .map(one -> Fraction.of(one.value()))
              .orElse(null);
      criteria.add(cases.of(rule, criterion, year, threshold));
    }
    boolean says =
        criteria.stream()
            .anyMatch(one -> one.isComplete() || one.verdict() != AssessmentVerdict.NOT_DECIDABLE);
    if (!says) {
      return;
    }
    RuleCase whole = new RuleCase(rule, criteria);
    rows.add(whole(whole, year, area));
    criteria.forEach(one -> rows.add(row(rule, one, year, area)));
  }

  private static AssessmentRow whole(RuleCase assessed, int year, Area area) {
    AssessmentRow.Counts counts = AssessmentRow.Counts.NONE;
    Set<String> wouldDecide = new LinkedHashSet<>();
    Map<String, AssessmentRow.InputInterval> inputs = new LinkedHashMap<>();
    List<String> open = new ArrayList<>();
    for (CriterionCase criterion : assessed.criteria()) {
      counts = counts.plus(AssessmentRow.Counts.of(criterion.verdict()));
      if (criterion.verdict() == AssessmentVerdict.NOT_DECIDABLE) {
        open.add(criterion.criterion().id());
      }
      wouldDecide.addAll(DecisiveFigures.of(criterion));
      for (Fact fact : criterion.facts()) {
        inputs.putIfAbsent(key(fact), AssessmentRow.InputInterval.of(fact));
      }
    }
    AssessmentVerdict verdict = assessed.verdict();
    boolean isOpen = verdict == AssessmentVerdict.NOT_DECIDABLE;
    return new AssessmentRow(
        area.refArea(),
        area.seriesArea(),
        assessed.rule().id(),
        AssessmentRow.WHOLE,
        year,
        Origin.REPORTED,
        verdict,
        null,
        null,
        null,
        null,
        null,
        null,
        status(assessed.criteria().stream().flatMap(one -> one.facts().stream()).toList()),
        isOpen
            ? "%d of %d criteria met; not decidable: %s"
                .formatted(counts.met(), assessed.criteria().size(), String.join(", ", open))
            : null,
        counts,
        assessed.rule().atLeast(),
        isOpen ? List.of() : BreakingPoints.of(assessed),
        isOpen ? List.copyOf(wouldDecide) : List.of(),
        List.copyOf(inputs.values()));
  }

  /** What tells one figure from another, whatever formulas call it. */
  private static String key(Fact fact) {
    return Optional.ofNullable(fact.figure())
        .map(figure -> String.valueOf(figure.observationId()))
        .orElse(fact.metric());
  }

  private static AssessmentRow row(RuleSet rule, CriterionCase criterion, int year, Area area) {
    AssessmentVerdict verdict = criterion.verdict();
    Fraction threshold = criterion.threshold();
    boolean isOpen = verdict == AssessmentVerdict.NOT_DECIDABLE;
    return new AssessmentRow(
        area.refArea(),
        area.seriesArea(),
        rule.id(),
        criterion.criterion().id(),
        year,
        Origin.REPORTED,
        verdict,
        criterion.asPrinted(),
        criterion.value(),
        criterion.criterion().comparing().words(),
        threshold == null ? null : (Double) threshold.toDouble(),
        criterion.criterion().unit().toString(),
        criterion.margin(),
        status(criterion.facts()),
        isOpen ? reason(criterion) : null,
        AssessmentRow.Counts.of(verdict),
        1,
        isOpen ? List.of() : BreakingPoints.of(RuleCase.alone(rule, criterion)),
        DecisiveFigures.of(criterion),
        criterion.facts().stream().map(AssessmentRow.InputInterval::of).toList());
  }

  private static @Nullable String reason(CriterionCase criterion) {
    if (criterion.threshold() == null) {
      return "no threshold is declared for this region and year";
    }
    if (!criterion.isComplete()) {
      return "not reported: "
          + String.join(
              ", ",
              criterion.facts().stream()
                  .filter(fact -> !fact.isKnown())
                  .map(Fact::metric)
                  .distinct()
                  .toList());
    }
    return "the value lies in %s, and so on either side of the threshold"
        .formatted(criterion.value());
  }

  private static String status(List<Fact> facts) {
    if (facts.stream().noneMatch(Fact::isKnown)) {
      return "M";
    }
    boolean exact =
        facts.stream()
            .allMatch(
                fact ->
                    fact.isKnown()
                        && (fact.printed() == null || fact.printed().qualifier().equals("exact")));
    return exact ? "A" : "E";
  }
}

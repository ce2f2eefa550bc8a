package org.xiaokang.assess;

import java.util.List;
import org.xiaokang.catalogue.RuleSet;

/**
 * A rule and what is known of a region for it in a year.
 *
 * @param rule the rule
 * @param criteria its criteria, in their order
 */
record RuleCase(RuleSet rule, List<CriterionCase> criteria) {
  /** Keeps a copy. */
  RuleCase {
    criteria = List.copyOf(criteria);
  }

  AssessmentVerdict verdict() {
    return verdict(criteria.stream().map(CriterionCase::verdict).toList());
  }

  /** The same for verdicts on each criterion, in their order. */
  AssessmentVerdict verdict(List<AssessmentVerdict> verdicts) {
    int met = (int) verdicts.stream().filter(AssessmentVerdict.MET::equals).count();
    int notMet = (int) verdicts.stream().filter(AssessmentVerdict.NOT_MET::equals).count();
    return AssessmentVerdict.of(met, notMet, verdicts.size(), rule.atLeast());
  }

  /** A case of one criterion alone. */
  static RuleCase alone(RuleSet rule, CriterionCase criterion) {
    return new RuleCase(
        new RuleSet(
            rule.id(),
            rule.name(),
            rule.definition(),
            rule.source(),
            rule.levels(),
            rule.scope(),
            rule.years(),
            1,
            List.of(criterion.criterion())),
        List.of(criterion));
  }
}

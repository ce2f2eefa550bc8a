package org.xiaokang.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.assess.RuleExplanation;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Nearest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.indicator.Explanation;

/** Says how an indicator is computed, or by what a region is assessed; needs no Spark session. */
public final class Explain {
  private Explain() {}

  /** The compiled plan of one indicator, a rule, or what must hold, in lines of text. */
  public static List<String> lines(Setup setup, String id) {
    Catalogue catalogue = setup.catalogue();
    Optional<List<String>> declared = RuleExplanation.of(catalogue, id);
    Set<String> others = new TreeSet<>(catalogue.assessments().rules().keySet());
    others.addAll(catalogue.assessments().identities().keySet());
    boolean isNearer =
        !catalogue.indicators().containsKey(id)
            && Nearest.of(id, catalogue.indicators().keySet()).isEmpty()
            && Nearest.of(id, others).isPresent();
    if (isNearer && declared.isEmpty()) {
      throw new XiaokangException(
          "'%s' is neither an indicator nor an assessment%s"
              .formatted(id, Nearest.hint(id, others)));
    }
    return declared.orElseGet(() -> Explanation.of(catalogue, id));
  }
}

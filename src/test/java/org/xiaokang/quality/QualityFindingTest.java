package org.xiaokang.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.quality.QualityFinding.Severity.HOLD;
import static org.xiaokang.quality.QualityFinding.Severity.WARN;
import static org.xiaokang.quality.QualityFinding.Verdict.FAILED;
import static org.xiaokang.quality.QualityFinding.Verdict.PASSED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.quality.QualityFinding.Severity;

/** In which order findings are shown, and how they are put together. */
class QualityFindingTest {
  private static QualityFinding finding(
      String gate, Severity severity, @Nullable Double excess, FindingSubject subject) {
    return new QualityFinding(gate, severity, FAILED, subject, 1.0, 0.0, null, excess, "m");
  }

  private static FindingSubject about(
      @Nullable String area, @Nullable String scope, @Nullable Origin origin) {
    return new FindingSubject(area, "i", null, null, scope, "year", "2020", origin);
  }

  private static final QualityFinding PASS =
      new QualityFinding(
          "p", HOLD, PASSED, FindingSubject.WHOLE, null, null, null, null, "1 judged");

  /** In the order in which they are shown. */
  private static final List<QualityFinding> SHOWN =
      List.of(
          finding("z", HOLD, 0.1, FindingSubject.WHOLE),
          finding("b", WARN, 7.0, FindingSubject.WHOLE),
          finding("a", WARN, 2.0, FindingSubject.WHOLE),
          finding("a", WARN, 2.0, about("110000", "rural", Origin.REPORTED)),
          finding("a", WARN, 2.0, about("120000", null, Origin.REPORTED)),
          finding("a", WARN, 2.0, about("120000", "rural", Origin.AGGREGATED)),
          finding("a", WARN, 2.0, about("120000", "rural", Origin.REPORTED)),
          // U+FF5E before U+20000, which Java's own order has the other way
          finding("a", WARN, 2.0, about("120000", "\uFF5E", null)),
          finding("a", WARN, 2.0, about("120000", "\uD840\uDC00", null)),
          finding("b", WARN, 2.0, FindingSubject.ofMetric("m")),
          finding("b", WARN, 2.0, FindingSubject.ofMetric("n")),
          finding("a", WARN, null, FindingSubject.WHOLE));

  private static List<QualityFinding> shuffled() {
    List<QualityFinding> shuffled = new ArrayList<>(SHOWN);
    Collections.shuffle(shuffled, new Random(20201122));
    return shuffled;
  }

  @Test
  void whatHoldsBackGoesFirstThenTheLargestExcessThenByName() {
    List<QualityFinding> shuffled = shuffled();
    assertThat(shuffled).isNotEqualTo(SHOWN);
    shuffled.sort(QualityFinding.WORST_FIRST);
    assertThat(shuffled).isEqualTo(SHOWN);
  }

  @Test
  void theWorstOfSeveralTasksAreTheWorstOfAll() {
    List<QualityFinding> shuffled = shuffled();
    WorstFindings none = WorstFindings.none(3);
    WorstFindings one = none.plus(shuffled.subList(0, 5)).plus(List.of(PASS));
    WorstFindings other = none.plus(shuffled.subList(5, 12));
    WorstFindings all = new WorstFindings(3, SHOWN.subList(0, 3), 12, Set.of("z"));
    assertThat(one.plus(other)).isEqualTo(all);
    assertThat(other.plus(one)).isEqualTo(all);
    assertThat(all.plus(none)).isEqualTo(all);
    assertThat(none.plus(List.of(PASS))).isEqualTo(none);
  }

  @Test
  void onlyWhatFailedAndIsToHoldHoldsBack() {
    assertThat(PASS.holdsBack()).isFalse();
    assertThat(finding("a", WARN, 1.0, FindingSubject.WHOLE).holdsBack()).isFalse();
    assertThat(finding("a", HOLD, 1.0, FindingSubject.WHOLE).holdsBack()).isTrue();
  }
}

package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which regions' values may follow from a figure of A that changed; Z is nowhere near. */
class ReachTest {
  private static final String METRICS =
      Declared.metric("fund", "yuan", "flow", "{rule: sum, reason: a test}");

  @TempDir private Path folder;

  private Reach ofChangeIn(String area, String inputs, String value) {
    Plan plan =
        Plan.of(
            Declared.catalogue(
                folder,
                METRICS,
                Declared.indicator("it", "yuan", inputs, value),
                Observed.regions("P", "", "A", "P", "B", "P", "Q", "", "Z", "Q")));
    return Reach.of(plan, new Observed().year(area, "fund", 2019, "1").dataset());
  }

  @Test
  void aFigureReachesItsRegionAndThoseAboveAndBeside() {
    Reach reach = ofChangeIn("A", "x: {metric: fund}", "x");
    assertThat(reach.has("it", "A") && reach.has("it", "P") && reach.has("it", "B")).isTrue();
    assertThat(reach.has("it", "Q") || reach.has("it", "Z")).isFalse();
  }

  @Test
  void aBaseThatIsThereWhereverAValueIsReachesNoFurther() {
    String inputs = "now: {metric: fund}, then: {metric: fund, shift: -1y}";
    assertThat(ofChangeIn("A", inputs, "now - then").has("it", "Z")).isFalse();
  }

  /** Regions roll up over the base that most have, and A may change which that is. */
  @Test
  void aBaseThatMayBeMissingReachesEverywhere() {
    String zero = "now: {metric: fund}, then: {metric: fund, shift: -1y, missing: zero}";
    assertThat(ofChangeIn("A", zero, "now - then").has("it", "Z")).isTrue();
    String without = "now: {metric: fund}, then: {metric: fund, shift: -1y}";
    assertThat(ofChangeIn("A", without, "now - coalesce(then, 0 * now)").has("it", "Z")).isTrue();
    String first = "now: {metric: fund}, then: {metric: fund, at: first}";
    assertThat(ofChangeIn("A", first, "now - then").has("it", "Z")).isTrue();
  }
}

package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two vintages, or two definitions, of one figure never meet. */
class VintagesTest {
  @TempDir private Path folder;

  private List<String> found(String inputs, String aggregation) {
    return new Folder(folder)
        .write(
            "metrics.yaml",
            Folder.METRICS
                + """
                  - code: people
                    name: {en: People, zh: 人口数}
                    unit: person
                    kind: stock
                    aggregation: {rule: sum, reason: persons live in one region}
                  - code: mean
                    name: {en: Mean, zh: 均值}
                    unit: person
                    kind: average
                    aggregation: %s
                """
                    .formatted(aggregation))
        .write(
            "indicators.yaml",
            """
            indicators:
              - id: change
                name: {en: Change, zh: 变化}
                unit: percent
                inputs: %s
                value: 100 * (a / b - 1)
                direction: neutral
            """
                .formatted(inputs))
        .found();
  }

  private static final String BY_PEOPLE = "{rule: weighted_mean, by: people, reason: r%s}";

  @Test
  void anIndicatorThatNamesTwoIsAnError() {
    assertThat(
            found(
                "{a: {metric: people, scope: vintage=new}, b: {metric: people, scope: vintage=old}}",
                BY_PEOPLE.formatted("")))
        .singleElement()
        .asString()
        .startsWith("indicators.yaml:5 ")
        .contains("'a' takes vintage=new, 'b' takes vintage=old")
        .contains("never meet");
    assertThat(
            found(
                "{a: {metric: poor, scope: definition=1}, b: {metric: poor, scope: definition=2;x}}",
                BY_PEOPLE.formatted("")))
        .singleElement()
        .asString()
        .contains("two definitions");
  }

  @Test
  void soIsOneWhoseWeightsAreOfAnother() {
    assertThat(
            found(
                "{a: {metric: mean, scope: vintage=new}, b: {metric: people, scope: vintage=new}}",
                BY_PEOPLE.formatted(", scope: vintage=old")))
        .singleElement()
        .asString()
        .contains("the weight of 'a' takes vintage=old");
  }

  @Test
  void oneVintageMeetsItselfAndFiguresThatNameNone() {
    assertThat(
            found(
                "{a: {metric: people, scope: rural;vintage=new}, b: {metric: people, scope: vintage=new}}",
                BY_PEOPLE.formatted("")))
        .isEmpty();
    assertThat(Vintages.between("vintage=a", "rural")).isNull();
    assertThat(Vintages.between("rural;vintage=a", "vintage=b")).isEqualTo("vintage");
  }

  @Test
  void aReasonWhyNoIndicatorReadsAMetricMustBeTrue() {
    assertThat(
            new Folder(folder)
                .write(
                    "metrics.yaml",
                    Folder.METRICS.replace("kind: flow", "kind: flow\n    no_indicator: no base"))
                .found())
        .singleElement()
        .asString()
        .contains("says why no indicator is computed from it, but 'fund_growth' is");
  }
}

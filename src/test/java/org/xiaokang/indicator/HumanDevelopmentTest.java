package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.XiaokangException;

/** The human development index as ten lines: constants with units, and means of pure numbers. */
class HumanDevelopmentTest {
  private static final String NONE = "{rule: none, reason: a test}";
  private static final String METRICS =
      Declared.metric("life", "year", "average", NONE)
          + Declared.metric("expected", "year", "average", NONE)
          + Declared.metric("schooling", "year", "average", NONE)
          + Declared.metric("income", "yuan/person", "average", NONE);

  /** The dimensions of the Human Development Report's technical note 1 (UNDP). */
  private static final String INDEX =
      """
        - id: hdi
          name: {en: Human development, zh: 人类发展}
          unit: ratio
          inputs: {l: {metric: life}, e: {metric: expected}, m: {metric: schooling}, y: {metric: income}}
          parameters: {least: {value: 100, unit: yuan/person}, most: {value: 75000, unit: yuan/person}}
          value: >-
            power((l - year(20)) / year(65) * (e / year(18) + m / year(15)) / 2
            * ln(y / least) / ln(most / least), 1 / 3)
          direction: higher_is_better
          roll_up: {rule: none, reason: a test}
      """;

  @TempDir private Path folder;

  private Catalogue catalogue(String indicators) {
    return Declared.catalogue(folder, METRICS, indicators, Observed.regions("A", ""));
  }

  @Test
  void theIndexIsTheGeometricMeanOfItsDimensions() {
    Observed observed =
        new Observed()
            .year("A", "life", 2020, "72")
            .year("A", "expected", 2020, "13.5")
            .year("A", "schooling", 2020, "9")
            .year("A", "income", 2020, "7500");
    List<IndicatorValue> values = InMemory.values(catalogue(INDEX), observed.observations());
    // 52 / 65 = 0.8; (0.75 + 0.6) / 2 = 0.675; ln 75 / ln 750
    double income = Math.log(75) / Math.log(750);
    assertThat(values).hasSize(1);
    assertThat(Objects.requireNonNull(values.get(0).value()))
        .isCloseTo(Math.cbrt(0.8 * 0.675 * income), within(1e-12));
  }

  @Test
  void whatIsWrongWithAParameterIsTold() {
    String broken =
        INDEX
            .replace("least: {value: 100, unit: yuan/person}", "least: {value: much, unit: yaun}")
            .replace("most: {", "l: {value: 1}, years: {value: 2}, most: {");
    assertThatThrownBy(() -> catalogue(broken))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("'value' must be a number, found 'much'")
        .hasMessageContaining("unit 'yaun' is not known")
        .hasMessageContaining("'l' is an input already")
        .hasMessageContaining("'years' has a meaning already");
    assertThatThrownBy(() -> catalogue(INDEX.replace("ln(y / least)", "ln(y / yuan(l))")))
        .hasMessageContaining(
            "'yuan' is a unit of measure and takes one number, such as yuan(100)");
    assertThatThrownBy(() -> catalogue(INDEX.replace("year(65)", "yaer(65)")))
        .hasMessageContaining("the function 'yaer' is not allowed in a formula");
  }
}

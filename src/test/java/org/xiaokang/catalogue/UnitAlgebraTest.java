package org.xiaokang.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.source.CatalystFormulas;

/** A declared unit follows from the inputs or is refused. */
class UnitAlgebraTest {
  private static final Map<String, Unit> INPUTS =
      Map.of(
          "money", Unit.of("yuan"),
          "people", Unit.of("person"),
          "income", Unit.parse("yuan/person"),
          "rate", Unit.PERCENT,
          "rate2", Unit.PERCENT,
          "points", Unit.PERCENTAGE_POINT,
          "years", Unit.YEAR,
          "index", Unit.INDEX,
          "index2", Unit.INDEX);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          money / people                          | yuan/person
          100 * (money / money - 1)               | percent
          money / money                           | ratio
          rate - rate2                            | percentage_point
          rate + points                           | percent
          100 - rate                              | percent
          100 * people / rate                     | person
          income / (1 + rate / 100)               | yuan/person
          100 * (power(income / income, 1 / years) - 1) | percent
          100 * income * people / money           | percent
          100 * (money/money - 1) - 100 * (income/income - 1) | percentage_point
          greatest(money, 0 * money)              | yuan
          ln(money / yuan(100))                   | ratio
          (years - year(20)) / (year(85) - year(20)) | ratio
          income / (yuan(100) / person(1))        | ratio
          (index + index2) / 2                    | index
          power(index * index2, 0.5)              | index
          power(index * index2 * index, 1 / 3)    | index
          sqrt(index * index2)                    | index
          exp((ln(index) + ln(index2)) / 2)       | index
          (index + money / money) / 2             | index
          1 - index                               | index
          100 - index                             | index
          money / index                           | yuan
          index / index2                          | ratio
          100 * money / money                     | index
          sqrt(people * people)                   | person
          (income - income) / years               | yuan/person/year
          if(money > 2 * money, rate, rate2)      | percent
          if(rate > rate2 and not (money > 2 * money or income = income), rate, rate2) | percent
          """)
  void follows(String formula, String unit) {
    assertThat(mismatch(formula, unit)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          money / money           | percent          | multiply by 100
          ln(income / yuan(100))  | ratio            | needs a pure number
          money + person(1)       | yuan             | cannot add yuan and person
          index + money           | index            | cannot add
          100 * money / money     | ratio            | does not follow
          rate - rate2            | percent          | percentage_point
          money + people          | yuan             | cannot add yuan and person
          1 + rate                | percent          | cannot add
          money / people          | person/yuan      | gives yuan/person
          ln(money)               | ratio            | needs a pure number
          power(100 * money / money, 2) / 100 | ratio | does not follow
          sqrt(money * people)    | yuan             | has no unit
          money > people          | ratio            | cannot compare
          rate * money            | yuan             | does not follow
          if(people, rate, rate2) | percent          | if needs a comparison
          if(not rate, rate, rate2) | percent        | not needs a comparison
          if(money > 2 * money and people, rate, rate2) | percent | and needs a comparison
          case when money > people or rate > rate2 then rate else rate2 end | percent | cannot compare
          case when rate > rate2 or money > people then rate else rate2 end | percent | cannot compare
          if(not money > people, rate, rate2) | percent | cannot compare
          """)
  void doesNotFollow(String formula, String unit, String why) {
    assertThat(mismatch(formula, unit)).hasValueSatisfying(w -> assertThat(w).contains(why));
  }

  private static java.util.Optional<String> mismatch(String formula, String unit) {
    return UnitAlgebra.mismatch(
        new CatalystFormulas().withUnits(Set.of("yuan", "person", "year")).parse(formula),
        INPUTS,
        Unit.parse(unit));
  }
}
